package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrefixesTest {
    private static final List<String> PREFIXES = List.of(
            "2024-04-01T23:53:30.6500269Z ",
            "                  Metal | INFO     | ",
            "2024-03-26 10:24:40.877 | INFO     | SiliconDriver   - ",
            "[2025-05-30 00:20:22.590] [info] [SiliconDriver] ",
            "2025-06-26 17:50:04.131 | info     |            Test | ",
            "\u001b[90m2025-06-26 17:50:04.131\u001b[0m | \u001b[32minfo    \u001b[0m | \u001b[35m           Test\u001b[0m |"
                    + " \u001b[37m",
            "2025-10-23 04:15:30.108 | INFO     | models.generator:prefill:627 - ",
            "2026-02-27 16:05:26.275 +00:00 | INFO     | tests.conftest:memory:400 - ",
            "ERROR 10-23 04:15:50 [engine.py:187] ",
            "2025-11-20 20:45:47,960 - INFO - ",
            "2026-05-14 01:00:31.802 (2408.930s) [        4F4456C0]                utils.h:62     ERR| ",
            "E       ",
            "[tt-loudbox:03127] ",
            "DEBUG:tracker: ",
            "# ",
            "> ",
            "Allocating caches:  69%|██████▍   | 22/32 [00:01<00:00, 11.60it/s] ",
            "\u001b[1;31m");

    private static final List<String> RECORDS = List.of(
            "DEBUG: Tracking buffer at 0x3ffff800 size=12288 device=0 type=DRAM pid=4711 seq=3\n"
                    + "  Call stack:\n    1. MeshWorkloadImpl::load_binaries()\n    2. ttnn::add()\n",
            "DEBUG: Checkpoint name=\"iteration 3\" pid=4711 seq=40\n",
            "[PID 314528] Allocated 24576 bytes of DRAM on device 0 (buffer_id=0x3ffff800, ref_count=2)\n",
            "[PID 314528] Freed buffer 0x3ffff800 on device 0 (24576 bytes, FINAL)\n",
            "Current Statistics:\n  Device 0:\n    Buffers: 1\n    DRAM: 32768 bytes (32 KB)\n",
            "KERNEL_LOAD Backtrace (Device 0, Size: 56 KB, ID: 0x1f):\n  GraphTracker::track_kernel_load()\n",
            "BUFFER ALLOCATED\nTime: 14:32:15\nDevice: 1\nAddress: 0x20 (32)\nSize: 64 bytes (0.0625 KB)\nType: DRAM\n"
                    + "Buffer*: 0x7f8a4c001230\nOwns Data: yes\nHooked: no\nCall Stack:\n    lib.so: a::b\n    lib.so: c\n",
            "Allocation #1\nTime: 2025-10-22 14:32:15\nDevice: 0\nType: DRAM\nSize: 64 bytes (0.0625 KB)\n"
                    + "Address: 0x20\nStack trace:\n  lib.so : a::b()+0x1f\n",
            "=== Pre-Allocated Buffer Created ===\nTime: Wed Oct 22 14:30:45 2025\nDevice ID: 0\nAddress: 32 (0x20)\n"
                    + "Size: 64 bytes\nBuffer Type: L1\nBuffer Pointer: 140231957287472\n",
            "ALLOC: pid=314528 device=0 size=12288 type=0 addr=0x3ffff800 timestamp=1761143445000000000\n",
            "Closing mesh device 1\n",
            "Out of Memory: Not enough space to allocate 64 B L1 buffer across 2 banks, where each bank needs to store"
                    + " 32 B, but bank size is 99 B (allocated: 90 B, free: 9 B, largest free block: 9 B)\n"
                    + "backtrace:\n --- a::b()\n --- c::d()\n",
            "Out of Memory: Not enough space to allocate {} B {} buffer across {} banks, where each bank needs to store"
                    + " {} B\n64\nL1\n2\n32\n",
            "TT_FATAL @ /tt-metal/bank_manager.cpp:433: address.has_value()\ninfo:\nno room\nbacktrace:\n --- a::b()\n",
            "Aborted (core dumped)\n");

    static Stream<Arguments> prefixedRecords() {
        return PREFIXES.stream().flatMap(prefix -> RECORDS.stream().map(record -> Arguments.of(prefix, record)));
    }

    static Stream<String> records() {
        return RECORDS.stream();
    }

    @ParameterizedTest
    @MethodSource("prefixedRecords")
    void whatStandsBeforeEveryLineOfARecordDoesNotMatter(String prefix, String record) {
        assertThat(events(prefix + record.strip().replace("\n", "\n" + prefix) + "\n"))
                .isEqualTo(events(record));
    }

    /** The frames of a kernel's load are known by the prefix that its head has too. */
    static Stream<String> recordsWhoseHeadMayStandApart() {
        return records().filter(record -> !record.startsWith("KERNEL_LOAD"));
    }

    /** A test runner prints the name once, and what the test prints first follows on the same line. */
    @ParameterizedTest
    @MethodSource("recordsWhoseHeadMayStandApart")
    void theNameOfATestBeforeARecordIsToldAndTheRecordStays(String record) {
        String name = "tests/stress/test_copy.py::test_copy[((60000, 8), buffer_type=BufferType::L1)]";
        List<String> told = new ArrayList<>(List.of("1+1 test_started text=\"" + name + "\""));
        told.addAll(events(record));

        assertThat(events(name + " " + record)).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordIsOneEventOfAllItsLines(String record) {
        assertThat(events(record))
                .singleElement()
                .asString()
                .startsWith("1+" + record.lines().count() + " ");
    }

    @ParameterizedTest
    @MethodSource("records")
    void carriageReturnsDoNotMatter(String record) {
        assertThat(events(record.replace("\n", "\r\n"))).isEqualTo(events(record));
    }

    @ParameterizedTest
    @MethodSource("records")
    void colourCodesAtTheEndOfLinesDoNotMatter(String record) {
        assertThat(events(record.replace("\n", "\u001b[0m\n"))).isEqualTo(events(record));
    }

    @ParameterizedTest
    @MethodSource("records")
    void symbolsWholeAndGarbledDoNotMatter(String record) {
        assertThat(events("🔍 " + record)).isEqualTo(events(record));
        assertThat(events("\uF8FFüîç " + record)).isEqualTo(events(record));
        assertThat(events("� " + record)).isEqualTo(events(record));
    }

    @ParameterizedTest
    @MethodSource("records")
    void bytesThatAreNoTextDoNotMatter(String record) {
        String broken = "\u00ff\u00fe\u0080 ";
        assertThat(EventText.of((broken + record).getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(events(record));
    }

    @Test
    void aCheckpointThatIsCalledLikeAFrameIsNoFrame() {
        String allocation = "DEBUG: Tracking buffer at 0x20 size=64 device=0 pid=1 seq=1\n  Call stack:\n    1. f()\n";
        String checkpoint = "🔍 DEBUG: Checkpoint name=\"step 2. of 400\" pid=1 seq=2\n";

        List<String> together = new ArrayList<>(events(allocation));
        together.addAll(events(checkpoint).stream()
                .map(event -> event.replaceFirst("^1\\+", "4+"))
                .toList());

        assertThat(events(allocation + checkpoint)).isEqualTo(together);
    }

    @Test
    void aRecordGluedBehindAnotherIsARecord() {
        String first = "✓ [PID 1] Allocated 64 bytes of L1 on device 0 (buffer_id=0x20)";
        String second = "✗ [PID 1] Freed buffer 0x20 on device 0 (64 bytes, FINAL)\n";

        List<String> together = new ArrayList<>(events(first + "\n"));
        together.addAll(events(second));

        assertThat(events(first + second)).isEqualTo(together);
        assertThat(events(first + " " + second)).isEqualTo(together);
    }

    @Test
    void aMalformedLineCostsNothingElse() {
        String good = "✗ [PID 1] Freed buffer 0x20 on device 0 (64 bytes, FINAL)\n";

        assertThat(events("✓ [PID 1] Allocated many bytes\n" + good))
                .containsExactly(
                        "2+1 freed pid=1 device=0 at=0x20 size=64 refs=0",
                        "malformed 1:21 found 'many', expected a decimal number");
    }

    private static List<String> events(String text) {
        return EventText.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
