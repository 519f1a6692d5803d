package dev.leaktriage.export;

import dev.leaktriage.export.PprofProfile.Function;
import dev.leaktriage.export.PprofProfile.Label;
import dev.leaktriage.export.PprofProfile.Line;
import dev.leaktriage.export.PprofProfile.Location;
import dev.leaktriage.export.PprofProfile.Sample;
import dev.leaktriage.export.PprofProfile.ValueType;
import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * A profile for pprof, with handles, logical and occupied bytes for each quantity.
 *
 * <p>It bears no time, and is the same to the byte for the same run.
 */
public final class PprofExport {
    /** Stands in every profile's first comment, behind the empty string that the format demands. */
    private static final String MARK = "made by leaktriage";

    private static final int HEAD_BYTES = 64;

    private final ExportOptions options;
    private final Map<String, Long> strings = new LinkedHashMap<>();
    private final Map<SourceFrame, Location> locations = new LinkedHashMap<>();
    private final List<Function> functions = new ArrayList<>();
    private final Map<SourceFrame, Long> functionNumbers = new LinkedHashMap<>();

    private PprofExport(ExportOptions options) {
        this.options = options;
        string("");
    }

    /** Writes a profile; the stream stays open. */
    public static void write(RunAccounts accounts, ExportOptions options, OutputStream out) throws IOException {
        new PprofExport(options).profile(accounts).write(out);
    }

    /** True if a file that begins so is such a profile. */
    static boolean wrote(byte[] head) {
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(head))) {
            return new String(unpacked.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8).contains(MARK);
        } catch (IOException other) {
            return false;
        }
    }

    private PprofProfile profile(RunAccounts accounts) {
        List<Long> comments = comments(accounts);
        List<ValueType> types = types();
        List<Sample> samples = StackWeights.of(accounts, options).stream()
                .map(this::sample)
                .filter(sample -> sample.value().stream().anyMatch(value -> value != 0))
                .toList();
        return new PprofProfile(
                List.copyOf(strings.keySet()),
                types,
                samples,
                List.copyOf(locations.values()),
                functions,
                comments,
                types.get(options.bytes() == ByteKind.OCCUPIED ? 2 : 1).type());
    }

    private List<Long> comments(RunAccounts accounts) {
        List<Long> comments = new ArrayList<>();
        comments.add(string(MARK));
        comments.add(string(ExportText.wellFormed(
                "of " + String.join(", ", accounts.analysis().sources()))));
        DamageNote.of(accounts.analysis().integrity()).ifPresent(note -> comments.add(string(note)));
        return comments;
    }

    private List<ValueType> types() {
        List<ValueType> types = new ArrayList<>();
        for (Quantity quantity : options.quantities()) {
            types.add(new ValueType(string(quantity.label() + "_handles"), string("count")));
            types.add(new ValueType(string(quantity.label() + "_bytes"), string("bytes")));
            types.add(new ValueType(string(quantity.label() + "_occupied"), string("bytes")));
        }
        return types;
    }

    private Sample sample(StackWeight weight) {
        List<Long> values = new ArrayList<>();
        for (Quantity quantity : options.quantities()) {
            Sum sum = weight.sum(quantity);
            values.addAll(List.of(sum.handles(), sum.sizeBytes(), sum.occupiedBytes()));
        }
        List<Long> stack = SourceFrame.leafFirst(weight.site().stack()).stream()
                .map(frame -> locations.computeIfAbsent(frame, this::location).id())
                .toList();
        return new Sample(stack, values, labels(weight));
    }

    private List<Label> labels(StackWeight weight) {
        Site site = weight.site();
        List<Label> labels = new ArrayList<>();
        labels.add(Label.text(string("site"), string(site.id())));
        if (!site.memory().label().isEmpty()) {
            labels.add(Label.text(string("memory"), string(site.memory().label())));
        }
        weight.verdict().map(Verdict::label).ifPresent(verdict -> {
            labels.add(Label.text(string("verdict"), string(verdict)));
            labels.add(Label.number(string("devices"), weight.devices(), string("count")));
        });
        return labels;
    }

    private Location location(SourceFrame frame) {
        // A function is the same wherever in it a call stands.
        SourceFrame anywhere = frame.anywhere();
        long function = functionNumbers.computeIfAbsent(anywhere, unseen -> function(frame));
        long line = frame.at().map(at -> at.line()).orElse(0L);
        return new Location(locations.size() + 1L, List.of(new Line(function, line)));
    }

    private long function(SourceFrame frame) {
        long id = functions.size() + 1L;
        long name = string(frame.function());
        functions.add(new Function(
                id, name, name, string(frame.at().map(at -> at.path()).orElse(""))));
        return id;
    }

    private long string(String text) {
        return strings.computeIfAbsent(text, unseen -> (long) strings.size());
    }
}
