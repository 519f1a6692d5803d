package dev.leaktriage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        assertRefused(records(9), "stack-bytes=20", "20 bytes of distinct stacks; --limit stack-bytes=N takes more");
        read(records(1).repeat(9), Limits.CAREFUL.with("stack-lines=2"));
    }

    @Test
    void tooManyBuffersThatNobodyFrees() throws java.io.IOException {
        assertRefused(records(9), "live-buffers=8", "8 live buffers; --limit live-buffers=N takes more");
        String freed = "DEBUG: Untracking buffer at 0x0 size=2048 device=0\n";
        read((records(1) + freed).repeat(9), Limits.CAREFUL.with("live-buffers=1"));
    }

    private static String frames(int count, IntFunction<String> frame) {
        return IntStream.rangeClosed(1, count).mapToObj(frame).collect(Collectors.joining());
    }

    private static String tracked(int frames) {
        return "DEBUG: Tracking buffer at 0x20 size=2048 device=0\n  Call stack:\n"
                + frames(frames, frame -> "    " + frame + ". f" + frame + "()\n");
    }

    private static String block(int frames) {
        return "BUFFER ALLOCATED\nDevice: 1\nAddress: 0x20 (32)\nSize: 64 bytes (0.0625 KB)\nType: DRAM\nCall Stack:\n"
                + frames(frames, frame -> "    lib.so: f" + frame + "\n") + "\n";
    }

    private static String dashed(int frames) {
        return "TT_FATAL @ /tt-metal/bank_manager.cpp:433: address.has_value()\ninfo:\nno room\nbacktrace:\n"
                + frames(frames, frame -> " --- f" + frame + "()\n");
    }

    static List<IntFunction<String>> formsOfStacks() {
        return List.of(LimitsTest::tracked, LimitsTest::block, LimitsTest::dashed);
    }

    @ParameterizedTest
    @MethodSource("formsOfStacks")
    void aStackThatIsTooDeepIsCutAndSaysSoAndTheLogGoesOn(IntFunction<String> record) throws java.io.IOException {
        String log = record.apply(511) + record.apply(512) + record.apply(513) + record.apply(5000) + records(2);
        LogReader reader = new LogReader();
        List<Integer> depths = new ArrayList<>();
        List<Boolean> cut = new ArrayList<>();
        reader.read(Source.of("run.log", new ByteArrayInputStream(Archives.bytes(log))), event -> {
            depths.add(reader.stacks().stack(event.stack).frames().size());
            return cut.add(event.stackCut);
        });

        assertThat(depths).containsExactly(511, 512, 512, 512, 2, 2);
        assertThat(cut).containsExactly(false, false, true, true, false, false);
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
