package dev.leaktriage.report;

import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.Bank;
import dev.leaktriage.model.PostMortem.CircularRegion;
import dev.leaktriage.model.PostMortem.GrownBy;
import dev.leaktriage.model.PostMortem.GrownPart;
import dev.leaktriage.model.PostMortem.Holding;
import dev.leaktriage.model.PostMortem.Released;
import dev.leaktriage.model.PostMortem.Remedy;
import dev.leaktriage.model.PostMortem.SiteHolding;
import dev.leaktriage.model.Shortage.Request;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import dev.leaktriage.model.TestRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says why an allocation failed, who held the memory, and what would have made room. */
final class ShortageProse {
    private static final int NAME_COLUMNS = 80;
    /** How many buffers of a set are named: in a section, and in a line. */
    private static final int ALL = PostMortem.MOST_RELEASED;

    private static final int FEW = 2;

    private ShortageProse() {}

    /** All there is to say, one sentence for each thing. */
    static List<String> sentences(PostMortem told, TestRuns tests) {
        List<String> sentences = new ArrayList<>();
        sentences.add(cause(told));
        told.page()
                .ifPresent(page -> sentences.add("Its page size is not in the line; pages of "
                        + Units.grouped(page.bytes()) + " B need exactly that much of each bank (inferred: "
                        + page.because()
                        + ")."));
        sentences.add(held(told));
        told.sites().forEach(site -> sentences.add(site(site)));
        grown(told).ifPresent(sentences::add);
        victim(told, tests).map(TestProse::shortage).ifPresent(sentences::add);
        told.bank().ifPresent(bank -> sentences.add(bank(bank)));
        told.circular().map(region -> circular(region, ALL)).ifPresent(sentences::add);
        told.differences().forEach(difference -> sentences.add("To be noted: " + difference + "."));
        told.remedies().forEach(remedy -> sentences.add(remedy(remedy, ALL)));
        if (!told.held().isEmpty() && !told.shortage().isCircular()) {
            sentences.add(cacheClear(told));
        }
        told.limits().stream().map(ShortageProse::limit).forEach(sentences::add);
        return sentences;
    }

    /** The same in one line, as far as it says what to do. */
    static String line(PostMortem told) {
        long needed = told.shortage().request().neededPerBankBytes();
        List<String> clauses = new ArrayList<>();
        clauses.add((told.shortage().isCircular() ? "" : "an allocation of ")
                + request(told)
                + (needed < 0 ? "" : ", " + Units.grouped(needed) + " B in each,")
                + (told.shortage().isCircular() ? " did not fit" : " failed"));
        clauses.add(cause(told));
        told.remedies().stream().findFirst().map(remedy -> remedy(remedy, FEW)).ifPresent(clauses::add);
        told.circular()
                .filter(region -> region.count() > 0)
                .map(region -> circular(region, FEW))
                .ifPresent(clauses::add);
        if (!told.held().isEmpty() && !told.shortage().isCircular()) {
            clauses.add(cacheClear(told));
        }
        if (told.limits().contains(PostMortem.NO_ALLOCATION)) {
            clauses.add(limit(PostMortem.NO_ALLOCATION));
        }
        return clauses.stream().map(ShortageProse::clause).collect(Collectors.joining("; "));
    }

    private static String clause(String sentence) {
        String open = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return open.substring(0, 1).toLowerCase(Locale.ROOT) + open.substring(1);
    }

    /** What was asked for, such as {@code 56.0 MiB (58,720,256 B) of DRAM across 12 banks}. */
    static String request(PostMortem told) {
        if (told.shortage().isCircular()) {
            return "the circular buffers of a program in L1";
        }
        Request request = told.shortage().request();
        String size = request.sizeBytes() == LogEvent.UNSTATED
                ? "an unknown number of bytes"
                : Units.exactBytes(request.sizeBytes());
        String memory = request.memory() == Memory.UNSTATED
                ? ""
                : " of " + request.memory().label();
        return size + memory + (request.banks() > 0 ? " across " + Units.count(request.banks(), "bank", "banks") : "");
    }

    private static String cause(PostMortem told) {
        String word = switch (told.cause()) {
            case UNKNOWN -> "Why it failed is not certain";
            case EXHAUSTION -> "Exhaustion";
            case FRAGMENTATION -> "Fragmentation";
            case CLASH -> "Clash";
        };
        return word + ": " + told.causeBecause() + ".";
    }

    private static String held(PostMortem told) {
        long handles = told.shortage().heldHandles();
        if (told.held().isEmpty()) {
            return handles == 0
                    ? "The log shows no buffer in that memory at that moment."
                    : Units.count(handles, "buffer was", "buffers were") + " live at that moment.";
        }
        return "Live at that moment: " + figures(held(told.held()).orElse(Sum.ZERO)) + ": "
                + told.held().stream()
                        .map(holding -> figures(holding.sum()) + " " + holding.category())
                        .collect(Collectors.joining(", "))
                + ".";
    }

    /** All that was live; empty if nothing was, or if there was too much to list. */
    static Optional<Sum> held(List<Holding> holdings) {
        return holdings.stream().map(Holding::sum).reduce(Sum::plus);
    }

    private static String figures(Sum sum) {
        return Units.count(sum.handles(), "buffer", "buffers") + " of " + Units.bytes(sum.occupiedBytes());
    }

    private static String site(SiteHolding holding) {
        String growth = holding.growth()
                .map(grown -> "; their number rose at " + grown.rises() + " of " + grown.steps()
                        + " steps between checkpoints, from " + grown.first() + " to " + grown.last())
                .orElse("");
        return "Of it " + figures(holding.sum()) + " from " + Units.site(holding.site()) + " (" + holding.category()
                + ", first at " + holding.firstAt() + ")" + growth + ".";
    }

    /** What grew: over checkpoints each site tells that, else tests do, else the course of the run. */
    private static Optional<String> grown(PostMortem told) {
        boolean bySite = told.sites().stream().anyMatch(site -> site.growth().isPresent());
        if (told.grown().isEmpty() || bySite && told.grownBy() == GrownBy.EVENTS) {
            return Optional.empty();
        }
        String parts =
                told.grown().stream().map(part -> part(part, told.grownBy())).collect(Collectors.joining("; "));
        String over = told.grownBy() == GrownBy.TESTS ? "by test" : "in thirds of the events since the oldest of it";
        return Optional.of("Growth to that, " + over + ": " + parts + ".");
    }

    private static String part(GrownPart part, GrownBy by) {
        String name = by == GrownBy.TESTS && part.name().isEmpty() ? "before the first test" : part.name();
        boolean all = part.most().equals(part.sum());
        return Visible.cutMiddle(name, NAME_COLUMNS) + " +"
                + Units.bytes(part.sum().occupiedBytes()) + " ("
                + Units.count(part.sum().handles(), "buffer", "buffers")
                + (all ? " from " : ", " + Units.bytes(part.most().occupiedBytes()) + " of it from ")
                + Units.site(part.mostFrom()) + ")";
    }

    /** The test during which it failed; empty if it was none. */
    static Optional<TestRun> victim(PostMortem told, TestRuns tests) {
        return tests.shortOfMemory().stream()
                .filter(test -> test.shortage()
                        .orElseThrow()
                        .at()
                        .equals(told.shortage().at()))
                .findFirst();
    }

    private static String bank(Bank bank) {
        return "By the events of the log, each bank of device " + bank.device() + " has "
                + Units.grouped(bank.allocatedBytes()) + " B allocated and " + Units.grouped(bank.freeBytes())
                + " B free, in pieces of at most " + Units.grouped(bank.largestFreeBytes()) + " B (bounds from "
                + bank.because() + ").";
    }

    private static String circular(CircularRegion region, int most) {
        String where = "Circular buffers take each core's L1 up to " + Units.address(region.endAddress()) + " ("
                + region.because() + "), which the allocator counts as free; ";
        if (region.count() == 0) {
            return where + "the log shows no buffer of L1 below that.";
        }
        return where + "in the way of them " + (region.count() == 1 ? "is " : "are ")
                + named(region.inTheWay(), region.count(), most) + ", freed by " + region.freedBy() + ".";
    }

    private static String named(List<Released> buffers, long count, int most) {
        long more = count - Math.min(most, buffers.size());
        return buffers.stream().limit(most).map(ShortageProse::released).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + Units.grouped(more) + " more" : "");
    }

    private static String remedy(Remedy remedy, int most) {
        String kind = remedy.what().equals("any") ? "" : remedy.what() + " ";
        return "Enough room without " + Units.count(remedy.count(), kind + "buffer", kind + "buffers") + ": "
                + named(remedy.buffers(), remedy.count(), most) + "; each bank then has "
                + Units.grouped(remedy.runBytes()) + " B free in one piece"
                + (remedy.freedBy().isEmpty() ? "" : "; freed by " + remedy.freedBy()) + ".";
    }

    private static String released(Released buffer) {
        return Units.address(buffer.address()) + " (" + buffer.category() + ", " + Units.site(buffer.site()) + ", "
                + Units.bytes(buffer.sizeBytes()) + ", " + buffer.allocatedAt() + ")";
    }

    private static String limit(String limit) {
        return "Not certain: " + limit + ".";
    }

    private static String cacheClear(PostMortem told) {
        return switch (told.cacheClear()) {
            case ENOUGH -> "Clearing the program cache would have been enough.";
            case NOT_ENOUGH -> "Clearing the program cache would not have been enough.";
            case UNKNOWN -> "Whether clearing the program cache would have been enough cannot be told from this log.";
        };
    }
}
