package dev.leaktriage.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.analysis.AnalysisOptions;
import dev.leaktriage.analysis.Analyzer;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Exports of a log that is at hand, in memory. */
final class Exports {
    private final byte[] log;
    private final RunAccounts accounts;

    private Exports(byte[] log) throws IOException {
        this.log = log;
        this.accounts = Analyzer.accounts(sources(log), AnalysisOptions.ALL.withHistory(true));
    }

    static Exports of(byte[] log) {
        try {
            return new Exports(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Source> sources(byte[] log) {
        return List.of(Source.of("run.log", new ByteArrayInputStream(log)));
    }

    RunAccounts accounts() {
        return accounts;
    }

    Analysis analysis() {
        return accounts.analysis();
    }

    String folded(Quantity quantity, ByteKind bytes) throws IOException {
        StringWriter out = new StringWriter();
        FoldedExport.of(accounts, options(Set.of(quantity), bytes)).write(out);
        return out.toString();
    }

    JsonNode speedscope(ByteKind bytes) throws IOException {
        StringWriter out = new StringWriter();
        SpeedscopeExport.write(accounts, options(EnumSet.allOf(Quantity.class), bytes), out);
        return new ObjectMapper().readTree(out.toString());
    }

    byte[] pprof() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PprofExport.write(accounts, ExportOptions.of(ExportFormat.PPROF), out);
        return out.toByteArray();
    }

    String perfetto(ByteKind bytes) throws IOException {
        StringWriter out = new StringWriter();
        PerfettoExport.write(analysis(), bytes, out);
        return out.toString();
    }

    String events() throws IOException {
        StringWriter out = new StringWriter();
        EventsCsv events = new EventsCsv(out);
        Analyzer.journal(sources(log), AnalysisOptions.ALL, events);
        events.flush();
        return out.toString();
    }

    static ExportOptions options(Set<Quantity> quantities, ByteKind bytes) {
        return new ExportOptions(quantities, bytes, EnumSet.allOf(Verdict.class));
    }
}
