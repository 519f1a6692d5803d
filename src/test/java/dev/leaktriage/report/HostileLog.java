package dev.leaktriage.report;

import java.util.List;

/** A log whose every text wants to be something else than text. */
final class HostileLog {
    /** What stands in frames, checkpoints and operations. */
    static final List<String> TEXTS = List.of(
            "<script>window.hacked = 1</script>",
            "</script><script>window.hacked = 2</script>",
            "<img src=x onerror=window.hacked=3>",
            "\" onmouseover=\"window.hacked=4",
            "' style='position:fixed' onclick='window.hacked=5",
            "<!-- --><svg onload=window.hacked=6>",
            "javascript:window.hacked=7",
            "{{constructor.constructor('window.hacked=8')()}}",
            "${window.hacked=9}",
            "\u202egnp.exe\u202c and \u2066more\u2069",
            "bell\u0007 escape\u001b[31mred null\u0000 c1\u009b31m",
            "lone \ud800 surrogate \ufeff mark \u2028 line",
            "=cmd|' /C calc'!A0",
            "\u0001 and \u0002 as they stand in folded evidence");

    private HostileLog() {}

    static String text() {
        StringBuilder log = new StringBuilder();
        log.append("DEBUG: Opening mesh device 1 devices=0 shape=1x1 arch=<b>wormhole</b> pid=1 seq=1\n");
        log.append("DEBUG: Opened mesh device 1 pid=1 seq=2\n");
        int sequence = 3;
        for (String text : TEXTS) {
            log.append("DEBUG: Tracking buffer at 0x")
                    .append(Integer.toHexString(0x100 * sequence))
                    .append(" size=4096 device=0 type=DRAM page_size=2048 banks=12 pid=1 seq=")
                    .append(sequence++)
                    .append("\n  Call stack:\n    1. ")
                    .append(text)
                    .append("\n    2. ttnn::")
                    .append(text)
                    .append("()\n");
            log.append("DEBUG: Checkpoint name=\"")
                    .append(text.replace("\"", ""))
                    .append("\" pid=1 seq=")
                    .append(sequence++)
                    .append('\n');
        }
        log.append("DEBUG: Tracking buffer at <script>window.hacked=10</script> size=1 device=0\n");
        return log.toString();
    }
}
