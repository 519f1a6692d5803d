package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.CacheEntry;
import dev.leaktriage.model.CacheUse;
import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.JoinedSource;
import dev.leaktriage.model.Joining;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What is said of a run as a whole, read back from what {@link JsonRun} and {@link JsonReport} wrote. */
final class SavedRun {
    private SavedRun() {}

    static Totals totals(JsonObject json) throws IOException {
        return new Totals(
                json.number("allocated"),
                json.number("freed"),
                json.number("superseded"),
                json.number("allocated_bytes"),
                json.number("freed_bytes"),
                json.number("superseded_bytes"),
                json.numberIfAny("temporary").orElse(0));
    }

    static Integrity integrity(JsonObject json) throws IOException {
        List<Integrity.Damage> damages = new ArrayList<>();
        for (JsonObject damage : json.objects("damages")) {
            damages.add(new Integrity.Damage(
                    damage.indexIfAny("life").orElse(-1),
                    damage.position("at"),
                    damage.number("count"),
                    damage.text("message")));
        }
        return new Integrity(json.number("lost_events_at_least"), damages);
    }

    static Recognition recognition(JsonObject json) throws IOException {
        TreeMap<String, Long> dialects = new TreeMap<>();
        for (JsonObject dialect : json.objects("dialects")) {
            dialects.put(dialect.text("dialect"), dialect.number("records"));
        }
        return new Recognition(
                json.number("bytes"),
                json.number("lines"),
                dialects,
                json.number("malformed"),
                json.number("prefixed"));
    }

    static Joining joining(JsonObject json) throws IOException {
        List<JoinedSource> sources = new ArrayList<>();
        for (JsonObject source : json.objects("sources")) {
            sources.add(new JoinedSource(
                    source.text("name"),
                    source.textOrEmpty("stream"),
                    source.constant("part", JoinedSource.Part.class),
                    source.number("allocations"),
                    source.number("matched"),
                    source.number("uncertain"),
                    source.number("missing"),
                    source.number("passed_over")));
        }
        TreeMap<Integer, List<Integer>> devices = new TreeMap<>();
        for (JsonObject mesh : json.objects("meshes")) {
            devices.put(mesh.index("mesh"), mesh.indices("devices"));
        }
        return new Joining(sources, devices);
    }

    /** A process, which must be the next one: others refer to it by its place. */
    static ProcessLife life(JsonObject json, int place) throws IOException {
        if (json.index("life") != place) {
            throw json.wrong("life", "expected " + place + ": processes are numbered in order");
        }
        return new ProcessLife(
                place,
                json.text("run"),
                json.index("execution"),
                json.numberIfAny("process"),
                json.position("first"),
                json.position("last"),
                json.constant("end", ProcessLife.End.class),
                json.positionIfAny("end_at"),
                json.text("end_because"),
                json.flag("sequenced"),
                json.number("lost_events_at_least"));
    }

    static Finding finding(JsonObject json) throws IOException {
        long count = json.number("count");
        if (count < 1) {
            throw json.wrong("count", "a finding is about at least one event, not " + count);
        }
        return new Finding(
                json.sharedText("run"),
                json.constant("id", FindingId.class),
                json.numberIfAny("process"),
                json.indexIfAny("device"),
                count,
                json.number("size_bytes"),
                json.positions("at"),
                json.text("message"),
                json.textOrEmpty("detail"));
    }

    static CacheEntry cacheEntry(JsonObject json) throws IOException {
        return new CacheEntry(
                json.sharedText("id"),
                json.sharedText("run"),
                json.index("life"),
                json.sharedText("operation"),
                json.memory("memory"),
                json.address("address"),
                json.indices("devices"),
                json.number("size_bytes"),
                json.number("occupied_bytes"),
                json.constant("confidence", Confidence.class),
                json.position("allocated_at"),
                json.has("workload")
                        ? Optional.of(SavedInspection.workload(json.object("workload")))
                        : Optional.empty());
    }

    static CacheUse cacheUse(JsonObject json) throws IOException {
        return new CacheUse(json.text("operation"), json.number("hits"), json.number("misses"));
    }

    static Site site(JsonObject json) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (JsonObject frame : json.objects("frames")) {
            frames.add(new Frame(frame.sharedText("symbol"), frame.textOrEmpty("module")));
        }
        return new Site(
                json.text("id"),
                json.memory("memory"),
                new CallStack(frames, json.flag("stack_complete")),
                json.text("operation"));
    }

    static Timeline.Peak peak(JsonObject json, List<Timeline.SiteShare> bySite) throws IOException {
        return new Timeline.Peak(
                json.number("event"),
                json.positionIfAny("at"),
                json.number("live_handles"),
                json.number("live_bytes"),
                json.number("occupied_bytes"),
                bySite);
    }

    static List<Analysis.VerdictShare> byVerdict(JsonObject peak) throws IOException {
        List<Analysis.VerdictShare> shares = new ArrayList<>();
        for (JsonObject share : peak.objects("by_verdict")) {
            shares.add(new Analysis.VerdictShare(
                    share.text("verdict"),
                    share.number("live_handles"),
                    share.number("live_bytes"),
                    share.number("occupied_bytes")));
        }
        return shares;
    }

    static Timeline timeline(JsonObject json, Timeline.Peak peak) throws IOException {
        List<Timeline.Sample> samples = new ArrayList<>();
        for (JsonObject sample : json.objects("samples")) {
            samples.add(new Timeline.Sample(
                    sample.number("event"),
                    sample.position("at"),
                    sample.number("live_handles"),
                    sample.number("live_bytes"),
                    sample.number("occupied_bytes")));
        }
        List<Timeline.Mark> marks = new ArrayList<>();
        for (JsonObject mark : json.objects("marks")) {
            marks.add(new Timeline.Mark(
                    mark.number("event"),
                    mark.position("at"),
                    mark.text("what"),
                    mark.number("live_handles"),
                    mark.number("live_bytes"),
                    mark.number("occupied_bytes")));
        }
        return new Timeline(samples, marks, json.number("dropped_marks"), peak);
    }
}
