package dev.leaktriage.report;

import dev.leaktriage.model.Lifetime;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Timeline.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What a run had live, in all, over its course; every step of it is exact.
 *
 * @param whole true if it has a step for each event, false if it has some of them: samples, marks and the peak
 */
record LiveCourse(boolean whole, List<Step> steps) {
    LiveCourse {
        steps = List.copyOf(steps);
    }

    /** What was live after an event. */
    record Step(long event, long sizeBytes, long occupiedBytes) {}

    static LiveCourse of(Timeline timeline) {
        List<Lifetime> lifetimes = timeline.history().lifetimes();
        return lifetimes.isEmpty() || timeline.samples().isEmpty()
                ? new LiveCourse(false, sampled(timeline))
                : new LiveCourse(true, replayed(lifetimes, lastEvent(timeline)));
    }

    private static int lastEvent(Timeline timeline) {
        List<Sample> samples = timeline.samples();
        return Math.toIntExact(samples.get(samples.size() - 1).event());
    }

    private static List<Step> replayed(List<Lifetime> lifetimes, int lastEvent) {
        long[] size = new long[lastEvent + 1];
        long[] occupied = new long[lastEvent + 1];
        for (Lifetime lifetime : lifetimes) {
            int born = Math.toIntExact(lifetime.allocatedEvent());
            size[born] += lifetime.sizeBytes();
            occupied[born] += lifetime.occupiedBytes();
            if (lifetime.ending() != Lifetime.Ending.LIVE) {
                int ended = Math.toIntExact(lifetime.endedEvent());
                size[ended] -= lifetime.sizeBytes();
                occupied[ended] -= lifetime.occupiedBytes();
            }
        }
        List<Step> steps = new ArrayList<>();
        Step step = new Step(0, 0, 0);
        for (int event = 0; event <= lastEvent; event++) {
            step = new Step(event, step.sizeBytes + size[event], step.occupiedBytes + occupied[event]);
            steps.add(step);
        }
        return steps;
    }

    private static List<Step> sampled(Timeline timeline) {
        TreeMap<Long, Step> steps = new TreeMap<>();
        timeline.samples()
                .forEach(sample -> steps.put(
                        sample.event(), new Step(sample.event(), sample.liveBytes(), sample.occupiedBytes())));
        timeline.marks()
                .forEach(mark -> steps.putIfAbsent(
                        mark.event(), new Step(mark.event(), mark.liveBytes(), mark.occupiedBytes())));
        Timeline.Peak peak = timeline.peak();
        steps.putIfAbsent(peak.event(), new Step(peak.event(), peak.liveBytes(), peak.occupiedBytes()));
        return new ArrayList<>(steps.values());
    }

    /** Writes the steps as columns of distances, the first ones from 0. */
    void write(JsonOutput json) throws IOException {
        json.flag("whole", whole);
        LongColumn events = new LongColumn();
        LongColumn size = new LongColumn();
        LongColumn occupied = new LongColumn();
        for (Step step : steps) {
            events.add(step.event);
            size.add(step.sizeBytes);
            occupied.add(step.occupiedBytes);
        }
        events.writeDistances(json, "event");
        size.writeDistances(json, "size");
        occupied.writeDistances(json, "occupied");
    }
}
