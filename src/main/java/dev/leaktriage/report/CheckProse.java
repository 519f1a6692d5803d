package dev.leaktriage.report;

import dev.leaktriage.model.MemoryCheck.Blocks;
import dev.leaktriage.model.MemoryCheck.Comparison;
import dev.leaktriage.model.MemoryCheck.Figures;
import dev.leaktriage.model.MemoryCheck.Replayed;
import dev.leaktriage.model.VolumeCheck;
import dev.leaktriage.model.VolumeCheck.Volume;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what was stated of a memory, what the events make of it, and what a difference means. */
final class CheckProse {
    private CheckProse() {}

    /** All there is to say of one statement. */
    static Stream<String> sentences(Comparison told) {
        if (told.replayed().isEmpty()) {
            return Stream.of(told.at() + " was not compared: " + told.because() + ".");
        }
        String limit = told.because().isEmpty() ? "" : "Not compared: " + told.because() + ".";
        return Stream.of(
                        Optional.of(figures(told, told.replayed().get())),
                        told.blocks().map(CheckProse::blocks),
                        Optional.of(limit))
                .flatMap(Optional::stream)
                .filter(sentence -> !sentence.isEmpty());
    }

    private static String figures(Comparison told, Replayed replayed) {
        Figures stated = told.stated();
        String after = told.after().map(at -> "the events up to " + at).orElse("the events before it, which are none,");
        if (stated.allocatedBytes() < 0) {
            return told.at() + " states a largest free block of " + bytes(stated.largestFreeBytes(), stated)
                    + " in each bank, " + after + " make "
                    + (replayed.largestFreeBytes() < 0
                            ? "nothing of that"
                            : Units.grouped(replayed.largestFreeBytes()) + " B")
                    + ".";
        }
        return told.at() + " states " + bytes(stated.allocatedBytes(), stated) + " of each bank as allocated, " + after
                + " make " + range(replayed) + " in " + Units.count(replayed.handles(), "buffer", "buffers")
                + meaning(told, replayed) + ".";
    }

    private static String bytes(long bytes, Figures stated) {
        String rounded = stated.roundedBytes() == 0 ? "" : " (to " + Units.grouped(stated.roundedBytes()) + " B)";
        return Units.grouped(bytes) + " B" + rounded;
    }

    private static String range(Replayed replayed) {
        return replayed.exact()
                ? Units.grouped(replayed.leastBytes()) + " B"
                : "between " + Units.grouped(replayed.leastBytes()) + " and " + Units.grouped(replayed.mostBytes())
                        + " B";
    }

    private static String meaning(Comparison told, Replayed replayed) {
        String apart = Units.grouped(told.apartBytes()) + " B of each bank";
        return switch (told.outcome()) {
            case UNSEEN -> ": at least " + apart + " are not in this log";
            case GIVEN_BACK ->
                ": at least " + apart
                        + " that are live by the log are free for the allocator: their frees come later or"
                        + " are not in this log, or the figures are those of another device";
            case ELSEWHERE -> largest(told.stated(), replayed);
            case AGREES, UNHELD -> "";
        };
    }

    private static String largest(Figures stated, Replayed replayed) {
        if (replayed.largestFreeBytes() < 0 || stated.largestFreeBytes() == replayed.largestFreeBytes()) {
            return "";
        }
        return "; its largest free block has " + bytes(stated.largestFreeBytes(), stated) + ", theirs "
                + Units.grouped(replayed.largestFreeBytes()) + " B: something lies elsewhere";
    }

    private static String blocks(Blocks blocks) {
        String unseen = blocks.firstUnseen()
                .map(first -> ", " + Units.grouped(blocks.unseen()) + " of " + Units.grouped(blocks.unseenBytes())
                        + " B " + (blocks.unseen() == 1 ? "is" : "are") + " none (the first at " + first + ")")
                .orElse("");
        String missing = blocks.firstMissing()
                .map(first -> ", and " + Units.count(blocks.missing(), "live buffer is", "live buffers are")
                        + " no block (the first at " + first + ")")
                .orElse("");
        String where = blocks.offset() == 0 ? "" : ", which begin at " + Units.address(blocks.offset()) + ",";
        return "Of its blocks" + where + " " + Units.grouped(blocks.matched())
                + (blocks.matched() == 1 ? " is a live buffer" : " are live buffers") + unseen + missing + ".";
    }

    static String sentence(VolumeCheck check) {
        String what = "Lines from "
                + check.counted().first().map(Object::toString).orElse("the beginning")
                + " on count " + volume(check.counted()) + " on device " + check.device() + ", the records "
                + check.recorded().first().map(at -> "from " + at + " on ").orElse("")
                + "tell of " + volume(check.recorded());
        if (check.agrees()) {
            return what + ".";
        }
        long missing = check.counted().allocations() - check.recorded().allocations();
        String apart = check.apartFrom()
                .map(at -> "; they are out of step from " + at + " on")
                .orElse("");
        if (missing > 0) {
            return what + apart + ": " + Units.count(missing, "allocation is", "allocations are") + " not in this log.";
        }
        return what + apart + (missing < 0 ? ": not every allocation was counted." : ": their sizes differ.");
    }

    private static String volume(Volume volume) {
        return Units.count(volume.allocations(), "allocation", "allocations") + " of "
                + Units.exactBytes(volume.bytes());
    }
}
