package dev.leaktriage.join;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.JoinedSource;
import dev.leaktriage.model.JoinedSource.Part;
import dev.leaktriage.model.Joining;
import dev.leaktriage.model.ListedHandles;
import dev.leaktriage.model.LiveHandle;
import dev.leaktriage.model.LiveHandles;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The sources of one run while they are read and joined.
 *
 * <p>Files are read in the order of {@link Layout#reading()}, each into its {@link #sink}; then {@link #ended} is called
 * once. From then on it is known what was lent to which handle.
 */
public final class Sources {
    private final Layout layout;
    private final EventSink rows;
    private final EventSink ledger;
    private final Told told;
    private Optional<PlacedStates> placed = Optional.empty();
    private Join join;
    private boolean stopped;
    private List<LentHandles> handles = List.of();

    /**
     * Makes the sources of a run.
     *
     * @param rows receives the events of the rows with what was lent to them, then what was told besides, until it
     *     wants no more
     * @param ledger receives what is stated of a moment of the rows, also where they were stopped
     */
    public Sources(Layout layout, EventSink rows, EventSink ledger) {
        this.layout = layout;
        this.rows = rows;
        this.ledger = ledger;
        this.told = new Told(layout.rows(), names());
    }

    private List<String> names() {
        return layout.files().stream().map(Layout.File::name).toList();
    }

    /** Receives the events of a file, by its place in {@link Layout#files()}. */
    public EventSink sink(int place) {
        if (layout.part(layout.files().get(place)) != Part.ROWS) {
            return event -> {
                event.file = place;
                return told.accept(event);
            };
        }
        if (join == null) {
            boolean nameless = layout.files().get(place).nameless();
            join = new Join(layout.rows(), told.lent(), nameless, withStates());
        }
        return event -> {
            event.file = place;
            return join.accept(event);
        };
    }

    /** What reports state is told among the rows; without reports there is nothing in between. */
    private EventSink withStates() {
        if (told.states().isEmpty()) {
            return rows;
        }
        PlacedStates states = new PlacedStates(rows, ledger, told.states(), names());
        placed = Optional.of(states);
        return states;
    }

    /**
     * Every file was read, or no more is wanted.
     *
     * @param stop true if the rows were stopped before their end
     * @param unreadable the places of the files that have a record which does not parse
     */
    public void ended(boolean stop, Set<Integer> unreadable) {
        boolean more = join == null || join.ended();
        stopped = stop || !more;
        if (more) {
            told.tellLater(rows);
        }
        if (stop) {
            placed.ifPresent(PlacedStates::stopped);
        }
        if (join != null) {
            handles = join.matchers().stream()
                    .map(matcher -> new LentHandles(matcher, layout, stopped, unreadable))
                    .toList();
        }
    }

    /** What is known of the handles when what was lent is held against them. */
    public Census enriched(Census census) {
        if (handles.isEmpty() && told.cuts().isEmpty()) {
            return census;
        }
        boolean alone = census.lives().size() == 1;
        List<Integrity.Damage> damages = new ArrayList<>(census.integrity().damages());
        handles.forEach(lent -> damages.addAll(lent.missing()));
        told.cuts()
                .forEach(cut -> damages.add(new Integrity.Damage(-1, at(cut), 1, "the file ends inside this record")));
        long lost = damages.stream()
                .skip(census.integrity().damages().size())
                .mapToLong(Integrity.Damage::count)
                .sum();
        return new Census(
                census.lives(),
                doubted(census, alone),
                census.totals(),
                census.totalsByLife(),
                census.anomalies(),
                census.timeline(),
                new Integrity(census.integrity().lostEventsAtLeast() + lost, damages),
                census.tests(),
                census.shortages());
    }

    /** Handles are kept as they are, alike ones together, unless there is a doubt about one of them. */
    private LiveHandles doubted(Census census, boolean alone) {
        LiveHandles live = census.live();
        int[] sorted = live.sorted();
        boolean doubtless =
                IntStream.of(sorted).mapToObj(live::handle).allMatch(handle -> doubted(handle, alone) == handle);
        if (doubtless) {
            return live;
        }
        List<LiveHandle> listed = IntStream.of(sorted)
                .mapToObj(live::handle)
                .map(handle -> doubted(handle, alone))
                .toList();
        return new ListedHandles(listed, census.lives());
    }

    private LogPosition at(LogEvent event) {
        return new LogPosition(layout.files().get(event.file).name(), event.line);
    }

    private LiveHandle doubted(LiveHandle handle, boolean alone) {
        List<String> doubts = new ArrayList<>();
        boolean found = false;
        for (LentHandles lent : handles) {
            int record = lent.find(handle);
            found |= record != LentRecords.NONE && lent.statesOwnership();
            lent.doubt(record, alone).ifPresent(doubts::add);
        }
        boolean inferred = !found
                && handle.role() == LiveHandle.Role.VIEW_STATED
                && layout.rows() != Stream.CREATION_LOG
                && handles.stream().anyMatch(LentHandles::statesOwnership);
        if (inferred) {
            doubts.add("that it owns nothing is inferred: no record of an owner is the same allocation");
        }
        return doubts.isEmpty() ? handle : handle.withDoubt(String.join(", and ", doubts));
    }

    /** Verdicts that cite the lines of every file that tells of their handle. */
    public List<Attribution> cited(List<Attribution> attributions) {
        return handles.isEmpty() ? attributions : new MappedList<>(attributions, this::cited);
    }

    private Attribution cited(Attribution attribution) {
        List<LogPosition> lines = new ArrayList<>();
        handles.forEach(lent -> lent.at(attribution.handle()).ifPresent(lines::add));
        return lines.isEmpty() ? attribution : Cited.with(attribution, lines);
    }

    /** What was stated of memory and held against the events, with what could not be. */
    public CrossChecks checked(CrossChecks held) {
        return placed.map(states -> states.with(held)).orElse(held);
    }

    /** How the files were joined; empty if they are parts of one log. */
    public Joining joining() {
        if (layout.isOneLog()) {
            return Joining.NONE;
        }
        List<JoinedSource> sources = new ArrayList<>();
        boolean firstRows = true;
        for (int place = 0; place < layout.files().size(); place++) {
            Layout.File file = layout.files().get(place);
            Part part = layout.part(file);
            String stream = file.stream().map(Stream::label).orElse("");
            if (part == Part.ROWS) {
                // The counts are those of all parts of the rows.
                sources.add(new JoinedSource(
                        file.name(),
                        stream,
                        part,
                        firstRows ? join.allocations() : 0,
                        firstRows ? join.enriched() : 0,
                        0,
                        0,
                        0));
                firstRows = false;
            } else {
                sources.add(other(place, file.name(), stream, part));
            }
        }
        SortedMap<Integer, List<Integer>> devices = new TreeMap<>();
        handles.forEach(lent -> lent.devicesOfMesh().forEach((mesh, found) -> devices.put(mesh, List.copyOf(found))));
        return new Joining(sources, devices);
    }

    private JoinedSource other(int place, String name, String stream, Part part) {
        long[] counts = new long[4];
        handles.forEach(lent -> lent.count(place, counts));
        return new JoinedSource(name, stream, part, counts[0], counts[1], counts[2], counts[3], told.passedOver(place));
    }
}
