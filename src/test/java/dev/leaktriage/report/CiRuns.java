package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The runs that the tests of formats for CI systems look at besides those of all formats. */
final class CiRuns {
    private static final String MODEL_FRAME = "File \"models/decoder.py\", line %d, in forward";

    private CiRuns() {}

    /** A leak whose frames name source lines, with this line of the model. */
    static Analysis withSourceLines(String file, long recordLine, int sourceLine) {
        Site site = sourceSite("s-0000" + sourceLine, sourceLine);
        return new RunBuilder(file)
                .life(file, OptionalLong.of(recordLine), End.ORDERLY, "the log has its trailer", 0)
                .live(0, 2, 0x20, site, recordLine, Verdict.LEAK, Confidence.PROBABLE, "no-owner-found")
                .build();
    }

    static Site sourceSite(String id, int sourceLine) {
        return RunBuilder.site(
                id,
                Memory.DRAM,
                "ttnn::matmul",
                "tt::tt_metal::create_device_tensor() at ./ttnn/core/tensor.cpp:88",
                "ttnn::matmul() at /opt/matmul.cpp:17",
                String.format(Locale.ROOT, MODEL_FRAME, sourceLine),
                "main()");
    }

    /** So many sites, each of which leaks one buffer with this confidence. */
    static Analysis manyLeaks(int sites, Confidence confidence) {
        RunBuilder run = new RunBuilder("many.log")
                .life("many.log", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 0);
        for (int number = 0; number < sites; number++) {
            Site site = RunBuilder.site("s-" + number, Memory.DRAM, "", "operation_" + number + "()");
            run.live(0, 1, 0x20L * number, site, 1 + number, Verdict.LEAK, confidence, "no-owner-found");
        }
        return run.build();
    }

    /** The same site in two processes of one run, and findings of one kind. */
    static Analysis sameSiteTwice() {
        return new RunBuilder("two.log")
                .life("two.log", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 0)
                .life("two.log", OptionalLong.of(2), End.ORDERLY, "the log has its trailer", 0)
                .live(0, 1, 0x20, Runs.TENSOR, 5, Verdict.LEAK, Confidence.DEFINITE, "no-owner-found")
                .live(1, 1, 0x20, Runs.TENSOR, 50, Verdict.LEAK, Confidence.POSSIBLE, "no-owner-found")
                .finding(FindingId.LOST_FREE, 0, 7, 4096, "the free of 0x20, 4096 B, at two.log:7 never came", "")
                .finding(FindingId.LOST_FREE, 0, 9, 4096, "the free of 0x40, 4096 B, at two.log:9 never came", "")
                .build();
    }

    /** Two runs whose names Jenkins cannot tell apart. */
    static Analysis namesThatCollide() {
        return new RunBuilder("a.b")
                .life("a.b", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 1)
                .life("a_b", OptionalLong.of(2), End.ORDERLY, "the log has its trailer", 1)
                .build();
    }

    static List<Analysis> all() {
        return Stream.concat(
                        Runs.all().stream(),
                        Stream.of(
                                withSourceLines("run.log", 5, 42),
                                manyLeaks(30, Confidence.DEFINITE),
                                manyLeaks(30, Confidence.POSSIBLE),
                                sameSiteTwice(),
                                namesThatCollide()))
                .toList();
    }
}
