package dev.leaktriage.report;

import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.AddressHistory.Event;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.HandleId;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened at one address on the devices of one process where the same happened.
 *
 * @param life index of the process life
 * @param devices ascending
 * @param events those of the first device
 * @param live the explained handles of the first device
 * @param ordinals the handles of the first device, by generation, counted from 1
 */
record AddressStory(
        int life, List<Integer> devices, List<Event> events, List<Explanation> live, Map<Long, Integer> ordinals) {

    /** The stories of an address, by process life and first device. */
    static List<AddressStory> of(AddressHistory history, List<Explanation> explanations) {
        Map<Place, List<Event>> byPlace = new LinkedHashMap<>();
        for (Event event : history.events()) {
            byPlace.computeIfAbsent(new Place(event.life(), event.device()), unseen -> new ArrayList<>())
                    .add(event);
        }
        Map<Shape, AddressStory> stories = new LinkedHashMap<>();
        byPlace.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> story(entry.getKey(), entry.getValue(), explanations))
                .forEach(story -> stories.merge(shape(story), story, AddressStory::and));
        return List.copyOf(stories.values());
    }

    /** Such as {@code #2}; empty for no handle. */
    String name(long generation) {
        return Optional.ofNullable(ordinals.get(generation))
                .map(ordinal -> "#" + ordinal)
                .orElse("");
    }

    private static AddressStory story(Place place, List<Event> events, List<Explanation> explanations) {
        Map<Long, Integer> ordinals = new HashMap<>();
        for (Event event : events) {
            if (event.generation() > 0) {
                ordinals.putIfAbsent(event.generation(), ordinals.size() + 1);
            }
        }
        List<Explanation> live = explanations.stream()
                .filter(explanation ->
                        place.holds(explanation.attribution().handle().id()))
                .toList();
        return new AddressStory(place.life, List.of(place.device), events, live, ordinals);
    }

    private AddressStory and(AddressStory same) {
        List<Integer> all = new ArrayList<>(devices);
        all.addAll(same.devices);
        return new AddressStory(life, all, events, live, ordinals);
    }

    private static Shape shape(AddressStory story) {
        return new Shape(
                story.life,
                story.events.stream()
                        .map(event -> new Step(
                                event.what(),
                                event.memory(),
                                event.sizeBytes(),
                                event.site().id(),
                                story.name(event.generation()),
                                story.name(event.ofGeneration())))
                        .toList(),
                story.live.stream()
                        .map(Explanation::attribution)
                        .map(attribution -> new Outcome(
                                story.name(attribution.handle().id().generation()),
                                attribution.verdict(),
                                attribution.confidence(),
                                attribution.ruleId()))
                        .toList());
    }

    private record Place(int life, int device) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::life).thenComparingInt(Place::device);

        boolean holds(HandleId id) {
            return id.life() == life && id.device() == device;
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Shape(int life, List<Step> steps, List<Outcome> outcomes) {}

    private record Step(
            AddressHistory.What what, Memory memory, long sizeBytes, String site, String handle, String other) {}

    private record Outcome(String handle, Verdict verdict, Confidence confidence, String ruleId) {}
}
