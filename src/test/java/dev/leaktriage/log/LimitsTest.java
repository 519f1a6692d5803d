package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A log that is above a limit is refused with one line that names the limit; one that is not is read as ever. */
class LimitsTest {
    private static void read(String log, Limits limits) throws java.io.IOException {
        Source source = Source.of("run.log", new ByteArrayInputStream(Archives.bytes(log)));
        new LogReader().read(source.within(limits), event -> true);
    }

    private static void assertRefused(String log, String limit, String message) throws java.io.IOException {
        read(log, Limits.CAREFUL);
        assertThatThrownBy(() -> read(log, Limits.CAREFUL.with(limit)))
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("run.log: more than " + message);
    }

    private static String records(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "DEBUG: Tracking buffer at 0x" + Integer.toHexString(4096 * index)
                        + " size=2048 device=0\n  Call stack:\n    1. f" + index + "()\n    2. main()\n")
                .collect(Collectors.joining());
    }

    @Test
    void tooMuchText() throws java.io.IOException {
        assertRefused(records(9), "text-bytes=100", "100 bytes of text; --limit text-bytes=N takes more");
    }

    @Test
    void aLineThatIsTooLong() throws java.io.IOException {
        String log = records(1) + "x".repeat(3_000_000) + "\n" + records(1);

        assertRefused(log, "line-bytes=2000000", "2000000 bytes on a line; --limit line-bytes=N takes more");
        read(log, Limits.CAREFUL.with("line-bytes=3100000"));
    }

    @Test
    void tooManyDistinctStacks() throws java.io.IOException {
        assertRefused(records(9), "stack-lines=10", "10 distinct lines of stacks; --limit stack-lines=N takes more");
        assertRefused(records(9), "stack-bytes=60", "60 bytes of distinct stacks; --limit stack-bytes=N takes more");
        read(records(1).repeat(9), Limits.CAREFUL.with("stack-lines=2"));
    }

    @Test
    void tooManyBuffersThatNobodyFrees() throws java.io.IOException {
        assertRefused(records(9), "live-buffers=8", "8 live buffers; --limit live-buffers=N takes more");
        String freed = "DEBUG: Untracking buffer at 0x0 size=2048 device=0\n";
        read((records(1) + freed).repeat(9), Limits.CAREFUL.with("live-buffers=1"));
    }

    @Test
    void aStackThatIsTooDeepIsCutAndTheLogGoesOn() throws java.io.IOException {
        String deep = "DEBUG: Tracking buffer at 0x20 size=2048 device=0\n  Call stack:\n"
                + IntStream.rangeClosed(1, 5000)
                        .mapToObj(frame -> "    " + frame + ". f" + frame + "()\n")
                        .collect(Collectors.joining());
        LogReader reader = new LogReader();
        reader.read(Source.of("run.log", new ByteArrayInputStream(Archives.bytes(deep + records(2)))), event -> true);

        assertThat(reader.recognition().records()).isEqualTo(3);
        assertThat(reader.stacks().stack(1).frames()).hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void aLimitThatDoesNotExistOrHasNoNumberIsAMistake() {
        assertThatThrownBy(() -> Limits.CAREFUL.with("text-byte=1"))
                .hasMessage("unknown limit 'text-byte'; did you mean 'text-bytes'? (one of entries, line-bytes,"
                        + " live-buffers, nesting, stack-bytes, stack-lines, text-bytes)");
        assertThatThrownBy(() -> Limits.CAREFUL.with("entries=0"))
                .hasMessage("limit 'entries=0' has no number; write entries=N with N at least 1");
    }
}
