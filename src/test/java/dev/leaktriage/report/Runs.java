package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.JoinedSource;
import dev.leaktriage.model.Joining;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.ProcessLife.End;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Verdict;
import dev.leaktriage.policy.Budgets;
import dev.leaktriage.policy.Suppressions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The runs that the tests of all formats look at. */
final class Runs {
    /** What a malicious log may put into a frame. */
    static final String HOSTILE = "evil\u001b[2J\u202e\"quoted\",|pipe|<script>alert(1)</script>`tick`\r\nnext_line()";

    static final Site ADD = RunBuilder.site(
            "a1b2c3d4",
            Memory.DRAM,
            "ttnn::add",
            "MeshWorkloadImpl::load_binaries()",
            "create_and_cache_mesh_workload<...>()",
            "ttnn::add()");
    static final Site MATMUL = RunBuilder.site(
            "b2c3d4e5", Memory.DRAM, "ttnn::matmul", "MeshWorkloadImpl::load_binaries()", "ttnn::matmul()");
    static final Site TENSOR = RunBuilder.site(
            "c3d4e5f6", Memory.L1, "ttnn::softmax", "tt::tt_metal::create_device_tensor()", "ttnn::softmax()");
    static final Site NO_STACK = RunBuilder.site("d4e5f6a7", Memory.UNSTATED, "");

    private Runs() {}

    /** Eight devices, two cached programs, nothing leaked. */
    static Analysis mesh() {
        return new RunBuilder("mesh.log")
                .life("mesh.log", OptionalLong.of(4711), End.ORDERLY, "the log has its trailer", 16)
                .cacheEntry(0, 8, 0x3ffff800L, ADD, 3)
                .cacheEntry(0, 8, 0x3ffff000L, MATMUL, 107)
                .build();
    }

    /** Two processes, a leak, and a process that died with an unresolved buffer. */
    static Analysis severalProcesses() {
        return new RunBuilder("two.log")
                .life("two.log", OptionalLong.of(314), End.DIED, "the process was killed by a signal", 1)
                .life("two.log", OptionalLong.of(4711), End.ORDERLY, "the log has its trailer", 2)
                .live(0, 2, 0x20, TENSOR, 11, Verdict.UNRESOLVED, Confidence.DEFINITE, "log-ends-early")
                .cacheEntry(1, 2, 0x3ffff800L, ADD, 33)
                .live(1, 2, 0x20, TENSOR, 55, Verdict.LEAK, Confidence.PROBABLE, "no-owner-found")
                .finding(FindingId.LEAK, 1, 55, 24576, "2 handles of ttnn::softmax were never freed", "")
                .finding(
                        FindingId.MALFORMED_RECORD,
                        0,
                        9,
                        0,
                        "two.log:9:14: a record without a size",
                        "DEBUG: Tracking buffer at zero\n                          ^")
                .build();
    }

    /** Two events are missing; the leak is only possible. */
    static Analysis damaged() {
        return new RunBuilder("lost.log")
                .life("lost.log", OptionalLong.of(7), End.CUT, "the text breaks off in a record", 0)
                .live(0, 1, 0x40, TENSOR, 5, Verdict.LEAK, Confidence.POSSIBLE, "no-owner-found")
                .damage(23, 2, "seq jumps from 4 to 7")
                .damage(60, 1, "a record is cut short")
                .finding(FindingId.LOG_DAMAGED, 0, 23, 0, "at least 3 events are missing", "")
                .build();
    }

    /** A log that tells neither stacks, nor memory, nor process. */
    static Analysis withoutStacks() {
        return new RunBuilder("bare.log")
                .life("bare.log", OptionalLong.empty(), End.UNKNOWN, "", 0)
                .live(0, 1, 0x80, NO_STACK, 1, Verdict.LEAK, Confidence.POSSIBLE, "no-owner-found")
                .build();
    }

    /** Everything was freed. */
    static Analysis clean() {
        return new RunBuilder("clean.log")
                .life("clean.log", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 3)
                .build();
    }

    /** A text in which nothing was recognised. */
    static Analysis nothing() {
        return new RunBuilder("novel.txt").build();
    }

    /** Frames, sentences and details that try to break out of their place. */
    static Analysis hostile() {
        Site site = RunBuilder.site("e5f6a7b8", Memory.DRAM, HOSTILE, HOSTILE);
        return new RunBuilder("hostile.log")
                .life("hostile.log", OptionalLong.of(1), End.DIED, HOSTILE, 0)
                .live(0, 1, 0x20, site, 1, Verdict.LEAK, Confidence.DEFINITE, "user-rule", "because of " + HOSTILE, "")
                .finding(FindingId.LEAK, 0, 1, 12288, HOSTILE, HOSTILE)
                .damage(2, 1, HOSTILE)
                .build();
    }

    /** A handle of which everything is known. */
    static Analysis everyFact() {
        return new RunBuilder("facts.log")
                .life("facts.log", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 0)
                .everyFact(ADD)
                .build();
    }

    /** Of three leaks two are accepted; one rule is of no use, one budget is kept, one exceeded, one not judged. */
    static Analysis underPolicy() {
        Analysis run = new RunBuilder("policy.log")
                .life("policy.log", OptionalLong.of(1), End.ORDERLY, "the log has its trailer", 0)
                .live(0, 2, 0x20, TENSOR, 5, Verdict.LEAK, Confidence.PROBABLE, "no-owner-found")
                .live(0, 1, 0x80, NO_STACK, 40, Verdict.LEAK, Confidence.POSSIBLE, "no-owner-found")
                .finding(FindingId.LEAK, 0, 5, 24576, "2 buffers from ttnn::softmax leaked", "")
                .finding(FindingId.LEAK, 0, 40, 12288, "1 buffer from an unknown place leaked", "")
                .build();
        String rules = "reason: kept\nticket: TT-12\nexpires: 2026-12-31\nmax_count: 2\nmax_bytes: 1 MiB\n"
                + "  create_device_tensor\n\nreason: gone\n  ttnn::conv2d\n";
        String budgets = "leak <= 0\nlive <= 3\nlive grows <= 0\n";
        return Budgets.parse("ci.budget", budgets)
                .applyTo(Suppressions.parse("known.supp", rules).applyTo(run, LocalDate.of(2026, 6, 1)));
    }

    static List<Analysis> all() {
        return List.of(
                underPolicy(),
                mesh(),
                everyFact(),
                severalProcesses(),
                damaged(),
                withoutStacks(),
                clean(),
                nothing(),
                hostile(),
                joined());
    }

    /** A run that a server and the blocks of a buffer-debug file tell of, and a log of a CI job. */
    static Analysis joined() {
        return mesh().with(new Joining(
                List.of(
                        new JoinedSource("server.log", "server", JoinedSource.Part.ROWS, 16, 12, 0, 0, 0),
                        new JoinedSource("blocks.log", "buffer-debug", JoinedSource.Part.LENDS, 9, 8, 2, 1, 3),
                        new JoinedSource("ci.log", "", JoinedSource.Part.TELLS, 0, 0, 0, 0, 40)),
                new TreeMap<>(Map.of(1, List.of(0, 1)))));
    }
}
