package dev.leaktriage.report;

import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Confidence;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.Joining;
import dev.leaktriage.model.ProcessLife;
import dev.leaktriage.model.Recognition;
import dev.leaktriage.model.Sum;
import dev.leaktriage.model.Timeline;
import dev.leaktriage.model.Totals;
import dev.leaktriage.model.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What is said of a run as a whole, as JSON. */
final class JsonRun {
    private JsonRun() {}

    static void accounts(JsonOutput json, Analysis analysis, Accounts accounts) throws IOException {
        totals(json, analysis, accounts);
        json.objects("verdicts", List.of(Verdict.values()), (entry, verdict) -> {
            entry.text("verdict", verdict.label());
            sum(entry, accounts.of(verdict));
            for (Confidence confidence : Confidence.values()) {
                entry.number(
                        confidence.label(),
                        accounts.sums().of(verdict, confidence).handles());
            }
        });
    }

    static void totals(JsonOutput json, Analysis analysis, Accounts accounts) throws IOException {
        json.object("totals", totals -> {
            totals(totals, analysis.totals());
            totals.number("occupied_bytes", accounts.live().occupiedBytes());
        });
    }

    static void integrity(JsonOutput json, Integrity integrity) throws IOException {
        json.object("integrity", object -> {
            object.flag("intact", integrity.intact());
            object.number("lost_events_at_least", integrity.lostEventsAtLeast());
            object.objects("damages", integrity.damages(), (entry, damage) -> {
                if (damage.life() >= 0) {
                    entry.number("life", damage.life());
                }
                entry.position("at", damage.at());
                entry.number("count", damage.count());
                entry.text("message", damage.message());
            });
        });
    }

    static void recognition(JsonOutput json, Recognition recognition) throws IOException {
        json.object("recognition", object -> {
            object.number("bytes", recognition.bytes());
            object.number("lines", recognition.lines());
            object.number("records", recognition.records());
            object.number("malformed", recognition.malformed());
            object.number("prefixed", recognition.prefixed());
            object.objects("dialects", recognition.recordsByDialect().entrySet(), (entry, dialect) -> {
                entry.text("dialect", dialect.getKey());
                entry.number("records", dialect.getValue());
            });
        });
    }

    /** Left out where there is nothing to join. */
    static void joining(JsonOutput json, Joining joining) throws IOException {
        if (joining.isEmpty()) {
            return;
        }
        json.object("joined", object -> {
            object.objects("sources", joining.sources(), (entry, source) -> {
                entry.text("name", source.name());
                entry.textUnlessEmpty("stream", source.stream());
                entry.text("part", source.part().label());
                entry.number("allocations", source.allocations());
                entry.number("matched", source.matched());
                entry.number("uncertain", source.uncertain());
                entry.number("missing", source.missing());
                entry.number("passed_over", source.passedOver());
            });
            object.objects("meshes", joining.devicesOfMesh().entrySet(), (entry, mesh) -> {
                entry.number("mesh", mesh.getKey());
                entry.numbers("devices", mesh.getValue());
            });
        });
    }

    static void processes(JsonOutput json, Analysis analysis) throws IOException {
        json.objects("processes", analysis.lives(), (entry, life) -> {
            process(entry, life);
            entry.object(
                    "totals", totals -> totals(totals, analysis.totalsByLife().get(life.index())));
        });
    }

    static void peak(JsonOutput json, Analysis analysis) throws IOException {
        Timeline.Peak peak = analysis.timeline().peak();
        json.object("peak", object -> {
            object.number("event", peak.event());
            object.position("at", peak.at());
            live(object, peak.liveHandles(), peak.liveBytes(), peak.occupiedBytes());
            object.objects("by_verdict", analysis.peakByVerdict(), (entry, part) -> {
                entry.text("verdict", part.verdict());
                live(entry, part.handles(), part.liveBytes(), part.occupiedBytes());
            });
            object.objects("by_site", peak.bySite(), (entry, part) -> {
                entry.number("life", part.life());
                entry.text("site", part.site().id());
                live(entry, part.liveHandles(), part.liveBytes(), part.occupiedBytes());
            });
        });
    }

    static void timeline(JsonOutput json, Timeline timeline) throws IOException {
        json.object("timeline", object -> {
            object.objects("samples", timeline.samples(), (entry, sample) -> {
                entry.number("event", sample.event());
                entry.position("at", sample.at());
                live(entry, sample.liveHandles(), sample.liveBytes(), sample.occupiedBytes());
            });
            object.objects("marks", timeline.marks(), (entry, mark) -> {
                entry.number("event", mark.event());
                entry.position("at", mark.at());
                entry.text("what", mark.what());
                live(entry, mark.liveHandles(), mark.liveBytes(), mark.occupiedBytes());
            });
            object.number("dropped_marks", timeline.droppedMarks());
        });
    }

    private static void process(JsonOutput json, ProcessLife life) throws IOException {
        json.number("life", life.index());
        json.text("run", life.run());
        json.number("execution", life.execution());
        json.number("process", life.process());
        json.position("first", life.first());
        json.position("last", life.last());
        json.text("end", life.end().name().toLowerCase(Locale.ROOT));
        json.position("end_at", life.endAt());
        json.text("end_because", life.endBecause());
        json.flag("sequenced", life.sequenced());
        json.number("lost_events_at_least", life.lostEventsAtLeast());
    }

    static void totals(JsonOutput json, Totals totals) throws IOException {
        json.number("allocated", totals.allocated());
        json.number("freed", totals.freed());
        json.number("superseded", totals.superseded());
        json.number("live", totals.live());
        if (totals.temporary() > 0) {
            json.number("temporary", totals.temporary());
        }
        json.number("allocated_bytes", totals.allocatedBytes());
        json.number("freed_bytes", totals.freedBytes());
        json.number("superseded_bytes", totals.supersededBytes());
        json.number("live_bytes", totals.liveBytes());
    }

    static void sum(JsonOutput json, Sum sum) throws IOException {
        json.number("handles", sum.handles());
        json.number("size_bytes", sum.sizeBytes());
        json.number("occupied_bytes", sum.occupiedBytes());
    }

    private static void live(JsonOutput json, long handles, long liveBytes, long occupiedBytes) throws IOException {
        json.number("live_handles", handles);
        json.number("live_bytes", liveBytes);
        json.number("occupied_bytes", occupiedBytes);
    }
}
