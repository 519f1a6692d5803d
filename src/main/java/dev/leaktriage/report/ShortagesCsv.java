package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.PostMortem;
import dev.leaktriage.model.PostMortem.Bank;
import dev.leaktriage.model.PostMortem.Page;
import dev.leaktriage.model.PostMortem.Remedy;
import dev.leaktriage.model.Shortage;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.TestRun;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code oom.csv}: one row for each allocation that failed; what is not known is empty. */
final class ShortagesCsv implements Report {
    private static final CsvTable TABLE = new CsvTable(
            "number",
            "at",
            "process",
            "size_bytes",
            "memory",
            "banks",
            "needed_per_bank_bytes",
            "inferred_page_bytes",
            "cause",
            "because",
            "bank_bytes",
            "allocated_per_bank_bytes",
            "free_per_bank_bytes",
            "largest_free_bytes",
            "log_device",
            "log_allocated_per_bank_bytes",
            "log_free_per_bank_bytes",
            "log_largest_free_bytes",
            "held_handles",
            "held_size_bytes",
            "held_occupied_bytes",
            "estimated_handles",
            "test",
            "release",
            "release_handles",
            "release_per_bank_bytes",
            "release_freed_by",
            "clearing_program_cache",
            "diagnosis");

    @Override
    public void write(Analysis analysis, ReportOptions options, Writer out) throws IOException {
        TABLE.write(out, row -> {
            for (PostMortem told : analysis.postMortems()) {
                row.print(cells(told, analysis));
            }
        });
    }

    @Override
    public boolean appliesTo(Analysis analysis) {
        return !analysis.postMortems().isEmpty();
    }

    @Override
    public boolean wrote(List<String> firstLines) {
        return TABLE.heads(firstLines);
    }

    private static Object[] cells(PostMortem told, Analysis analysis) {
        Shortage.Request request = told.shortage().request();
        List<Object> cells = new ArrayList<>();
        cells.add(told.number());
        cells.add(told.shortage().at());
        cells.add(known(told.shortage().process()));
        cells.add(stated(request.sizeBytes()));
        cells.add(request.memory().label());
        cells.add(stated(request.banks()));
        cells.add(stated(request.neededPerBankBytes()));
        cells.add(told.page().map(Page::bytes).map(String::valueOf).orElse(""));
        cells.add(told.cause().label());
        cells.add(told.causeBecause());
        cells.addAll(statistics(told.shortage().stated()));
        cells.addAll(told.bank().map(ShortagesCsv::bank).orElse(blank(4)));
        cells.addAll(held(told));
        cells.add(
                ShortageProse.victim(told, analysis.tests()).map(TestRun::name).orElse(""));
        cells.addAll(release(told));
        cells.add(told.cacheClear().label());
        cells.add(String.join(" ", ShortageProse.sentences(told, analysis.tests())));
        return cells.toArray();
    }

    private static List<Object> statistics(Shortage.Statistics stated) {
        return List.of(
                stated(stated.bankBytes()),
                stated(stated.allocatedBytes()),
                stated(stated.freeBytes()),
                stated(stated.largestFreeBytes()));
    }

    private static List<Object> bank(Bank bank) {
        return List.of(bank.device(), bank.allocatedBytes(), bank.freeBytes(), bank.largestFreeBytes());
    }

    private static List<Object> held(PostMortem told) {
        Optional<Sum> listed = ShortageProse.held(told.held());
        return List.of(
                told.shortage().heldHandles(),
                listed.map(Sum::sizeBytes).map(String::valueOf).orElse(""),
                listed.map(Sum::occupiedBytes).map(String::valueOf).orElse(""),
                told.shortage().estimatedHandles());
    }

    private static List<Object> release(PostMortem told) {
        if (!told.remedies().isEmpty()) {
            return remedy(told.remedies().get(0));
        }
        return told.circular()
                .filter(region -> region.count() > 0)
                .map(region -> List.<Object>of("in-the-way", region.count(), "", region.freedBy()))
                .orElse(blank(4));
    }

    private static List<Object> remedy(Remedy remedy) {
        return List.of(remedy.what(), remedy.count(), remedy.perBankBytes(), remedy.freedBy());
    }

    private static List<Object> blank(int columns) {
        return Collections.nCopies(columns, "");
    }

    private static String stated(long number) {
        return number < 0 ? "" : Long.toString(number);
    }

    private static String known(OptionalLong number) {
        return number.isEmpty() ? "" : Long.toString(number.getAsLong());
    }
}
