package dev.leaktriage.analysis;

import dev.leaktriage.join.FirstRecord;
import dev.leaktriage.join.Layout;
import dev.leaktriage.join.Sources;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.JoinedSource.Part;
import dev.leaktriage.model.Joining;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A run that several logs tell of: parts of one log are read one after the other, different logs are joined. */
final class SeveralSources implements Reading {
    private final List<Source> sources;
    private final Layout layout;
    private final List<Integer> order;
    private Sources joined;

    private SeveralSources(List<Source> sources, Layout layout) {
        this.sources = sources;
        this.layout = layout;
        this.order = layout.isOneLog() ? inOrder(layout) : layout.reading();
    }

    private static List<Integer> inOrder(Layout layout) {
        List<Integer> places = new ArrayList<>();
        layout.files().forEach(file -> places.add(places.size()));
        return places;
    }

    /**
     * Looks at what the logs are.
     *
     * @throws IOException if one of them cannot be read; the message is one line
     */
    static SeveralSources of(List<Source> named) throws IOException {
        List<Source> sources = named.stream().map(Source::twice).toList();
        List<Layout.File> files = new ArrayList<>();
        for (Source source : sources) {
            FirstRecord first = new FirstRecord();
            new RunReader(1).read(source, first);
            files.add(new Layout.File(files.size(), source.name(), first.stream(), first.sequence(), first.nameless()));
        }
        return new SeveralSources(sources, new Layout(files));
    }

    @Override
    public List<String> names() {
        return layout.files().stream().map(Layout.File::name).toList();
    }

    @Override
    public int rows() {
        return (int) layout.files().stream()
                .filter(file -> layout.part(file) == Part.ROWS)
                .count();
    }

    @Override
    public String name(int read) {
        return layout.files().get(order.get(read)).name();
    }

    @Override
    public void read(RunReader reader, StopPoint sink) throws IOException {
        joined = new Sources(layout, sink, sink.past());
        for (int place : order) {
            Source source = sources.get(layout.files().get(place).index());
            boolean more = reader.read(source, layout.isOneLog() ? Reading.numbered(place, sink) : joined.sink(place));
            if (!more) {
                break;
            }
        }
        Set<Integer> unreadable = reader.malformations().stream()
                .map(malformation -> order.get(malformation.file()))
                .collect(Collectors.toSet());
        joined.ended(sink.stopped(), unreadable);
    }

    @Override
    public Census enriched(Census census) {
        return joined.enriched(census);
    }

    @Override
    public List<Attribution> cited(List<Attribution> attributions) {
        return joined.cited(attributions);
    }

    @Override
    public CrossChecks checked(CrossChecks checks) {
        return joined.checked(checks);
    }

    @Override
    public Joining joining() {
        return joined.joining();
    }
}
