package dev.leaktriage.analysis;

import dev.leaktriage.classify.Classification;
import dev.leaktriage.classify.Classifier;
import dev.leaktriage.classify.CxxFilt;
import dev.leaktriage.classify.DemangledSites;
import dev.leaktriage.classify.RuleSet;
import dev.leaktriage.classify.StackJudge;
import dev.leaktriage.join.WorkloadMatch;
import dev.leaktriage.ledger.Ledger;
import dev.leaktriage.log.Malformation;
import dev.leaktriage.log.Source;
import dev.leaktriage.model.AddressHistory;
import dev.leaktriage.model.Analysis;
import dev.leaktriage.model.Census;
import dev.leaktriage.model.CrossChecks;
import dev.leaktriage.model.EventJournal;
import dev.leaktriage.model.EventSink;
import dev.leaktriage.model.Explanation;
import dev.leaktriage.model.Finding;
import dev.leaktriage.model.FindingId;
import dev.leaktriage.model.Integrity;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.RunAccounts;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Timeline.SiteShare;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Runs an analysis: reads, replays, judges. */
public final class Analyzer {
    /** With one reader nothing is read ahead, and events are replayed one by one, which takes several times as long. */
    private static final int FEWEST_READERS = 2;
    /** More would only wait for the one that replays. */
    private static final int MOST_READERS = 4;

    private final InspectorFiles inspector;
    private final Reading reading;
    private final List<String> names;
    private final AnalysisOptions options;
    private final RuleSet rules;
    private final RunReader reader;
    private final Ledger ledger;

    private Analyzer(List<Source> sources, AnalysisOptions options) throws IOException {
        if (options.device().orElse(0) < 0) {
            throw new IllegalArgumentException(
                    "--device " + options.device().getAsInt() + ": devices are numbered from 0");
        }
        this.inspector = InspectorFiles.among(sources);
        this.reading = reading(inspector.logs());
        this.names = inspector.isEmpty()
                ? reading.names()
                : Stream.concat(reading.names().stream(), inspector.names().stream())
                        .toList();
        this.options = options;
        this.rules = options.rules().isPresent()
                ? RuleSet.withUserRules(options.rules().get())
                : RuleSet.shipped();
        this.reader = new RunReader(readers(options));
        StackJudge stacks = new StackJudge(rules);
        this.ledger = new Ledger(
                names,
                reader,
                stacks::isProgramCaching,
                stacks::isHeldOnPurpose,
                options.device(),
                options.address(),
                options.history(),
                options.profile());
        if (!inspector.isEmpty()) {
            ledger.keepLoads();
        }
    }

    private static Reading reading(List<Source> logs) throws IOException {
        return switch (logs.size()) {
            case 0 -> new NoSource();
            case 1 -> new OneSource(logs.get(0));
            default -> SeveralSources.of(logs);
        };
    }

    /** How many threads read: what was read until the replay stops must not depend on who is faster. */
    private static int readers(AnalysisOptions options) {
        return options.stopAt().isPresent()
                ? 1
                : Math.max(
                        FEWEST_READERS,
                        Math.min(MOST_READERS, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Analyses the logs of one run.
     *
     * @param logs paths, or {@code -} for standard input
     * @throws IOException if a log cannot be read; the message is one line that names the log and the reason
     * @throws IllegalArgumentException if an option names something that the logs or rules do not have; the
     *     message is one line
     */
    public static Analysis analyze(List<String> logs, InputStream standardInput, AnalysisOptions options)
            throws IOException {
        return explain(logs, standardInput, options).analysis();
    }

    /** Analyses texts that are at hand; like {@link #analyze(List, InputStream, AnalysisOptions)} otherwise. */
    public static Analysis analyze(List<Source> sources, AnalysisOptions options) throws IOException {
        return new Analyzer(sources, options).run().analysis();
    }

    /**
     * Analyses the logs of one run and adds up what each site held at the peak and ever allocated.
     *
     * @throws IOException as {@link #analyze(List, InputStream, AnalysisOptions)}; likewise the other
     */
    public static RunAccounts accounts(List<String> logs, InputStream standardInput, AnalysisOptions options)
            throws IOException {
        return accounts(LogNames.sources(logs, standardInput), options);
    }

    /** Adds up texts that are at hand; like {@link #accounts(List, InputStream, AnalysisOptions)} otherwise. */
    public static RunAccounts accounts(List<Source> sources, AnalysisOptions options) throws IOException {
        Analyzer analyzer = new Analyzer(sources, options);
        analyzer.ledger.keepAllocated();
        Analysis analysis = analyzer.run().analysis();
        List<SiteShare> peak = analysis.timeline().peak().bySite();
        List<SiteShare> allocated = analyzer.ledger.allocated();
        Set<Integer> lives = new Selection(options).lives(analysis);
        List<Site> sites = Stream.concat(peak.stream(), allocated.stream())
                .map(SiteShare::site)
                .toList();
        DemangledSites readable = new DemangledSites(sites, new CxxFilt());
        return new RunAccounts(analysis, shares(peak, lives, readable), shares(allocated, lives, readable));
    }

    private static List<SiteShare> shares(List<SiteShare> all, Set<Integer> lives, DemangledSites readable) {
        return all.stream()
                .filter(share -> lives.contains(share.life()))
                .map(share -> share.of(readable.of(share.site())))
                .toList();
    }

    /**
     * Analyses the logs of one run and tells a journal of each event meanwhile.
     *
     * @throws java.io.UncheckedIOException if the journal throws
     * @throws IOException as {@link #analyze(List, InputStream, AnalysisOptions)}; likewise the other
     */
    public static Analysis journal(
            List<String> logs, InputStream standardInput, AnalysisOptions options, EventJournal journal)
            throws IOException {
        return journal(LogNames.sources(logs, standardInput), options, journal);
    }

    /** Tells of texts that are at hand; like the other method of that name otherwise. */
    public static Analysis journal(List<Source> sources, AnalysisOptions options, EventJournal journal)
            throws IOException {
        Analyzer analyzer = new Analyzer(sources, options);
        return analyzer.run(new JournalTap(analyzer.names, options, analyzer.ledger, journal))
                .analysis();
    }

    /** Analyses a text while others look at the ledger; like {@link #analyze(List, AnalysisOptions)} otherwise. */
    static Analysis followed(Source source, AnalysisOptions options, WatchedLedger watched) throws IOException {
        Analyzer analyzer = new Analyzer(List.of(source), options);
        watched.begin(analyzer.ledger);
        StopPoint stop = analyzer.read(watched);
        watched.end();
        return analyzer.judged(stop).analysis();
    }

    /**
     * Analyses the logs of one run and tells the whole life of the address that the options name.
     *
     * @throws IOException as {@link #analyze(List, InputStream, AnalysisOptions)}; likewise the other
     */
    public static AddressReport explain(List<String> logs, InputStream standardInput, AnalysisOptions options)
            throws IOException {
        return new Analyzer(LogNames.sources(logs, standardInput), options).run();
    }

    private AddressReport run() throws IOException {
        return run(ledger);
    }

    /** Reads, replays and judges; the sink hands every event on to the ledger. */
    private AddressReport run(EventSink sink) throws IOException {
        return judged(read(sink));
    }

    private StopPoint read(EventSink sink) throws IOException {
        inspector.read();
        StopPoint stop = new StopPoint(options.stopAt(), names, reading.rows(), sink);
        reading.read(reader, stop);
        return stop;
    }

    private AddressReport judged(StopPoint stop) {
        stop.check(reader.recognition().lines());
        CrossChecks checks = reader.checked(reading.checked(ledger.checks()));
        Census found = withFindings(reading.enriched(ledger.census(stop.stopped(), rules.sizeBounds())), checks);
        WorkloadMatch workloads = inspector.match(ledger, found, new Selection(options).lives(found.lives()));
        Census census = workloads.enriched(found);
        Classification classification = Classifier.classify(census, rules, new CxxFilt(), options.profile());
        Analysis analysis = new Selection(options)
                .of(analysis(census, classification, workloads).with(checks));
        return new AddressReport(analysis, history(), explanations(analysis, census));
    }

    private Analysis analysis(Census census, Classification classification, WorkloadMatch workloads) {
        return new Analysis(
                        names,
                        inspector.with(reader.recognition()),
                        census.lives(),
                        workloads.cited(
                                TensorEvidence.in(reading.cited(classification.attributions()), reader.tensors())),
                        classification.findings(),
                        workloads.entries(classification.cacheEntries()),
                        census.totals(),
                        census.totalsByLife(),
                        census.timeline().with(classification.history()),
                        classification.peakByVerdict(),
                        census.integrity())
                .with(classification.tests())
                .with(classification.postMortems())
                .with(reading.joining())
                .with(workloads.inspection())
                .withCacheUses(reader.cacheUses());
    }

    /** What the ledger does not know: differences to what else is said, lines that do not parse, files that break off. */
    private Census withFindings(Census census, CrossChecks checks) {
        List<Finding> anomalies = new ArrayList<>(census.anomalies());
        anomalies.addAll(CheckFindings.of(checks));
        reader.malformations()
                .forEach(malformation -> anomalies.add(finding(reading.name(malformation.file()), malformation)));
        inspector
                .malformations()
                .forEach(malformation ->
                        anomalies.add(finding(inspector.names().get(malformation.file()), malformation)));
        List<Integrity.Damage> damages = new ArrayList<>(census.integrity().damages());
        reader.cuts()
                .forEach((file, because) ->
                        damages.add(new Integrity.Damage(-1, new LogPosition(reading.name(file), 1), 1, because)));
        long unshown = inspector.with(reader.recognition()).malformed()
                - reader.malformations().size()
                - inspector.malformations().size();
        if (unshown > 0) {
            anomalies.add(new Finding(
                    names.get(0),
                    FindingId.MALFORMED_RECORD,
                    OptionalLong.empty(),
                    OptionalInt.empty(),
                    unshown,
                    0,
                    List.of(),
                    unshown + " more lines start like a record and do not parse",
                    ""));
        }
        long lost = census.integrity().lostEventsAtLeast() + reader.cuts().size();
        return new Census(
                census.lives(),
                census.live(),
                census.totals(),
                census.totalsByLife(),
                anomalies,
                census.timeline(),
                new Integrity(lost, damages),
                census.tests(),
                census.shortages());
    }

    private static Finding finding(String name, Malformation malformation) {
        return new Finding(
                name,
                FindingId.MALFORMED_RECORD,
                OptionalLong.empty(),
                OptionalInt.empty(),
                1,
                0,
                List.of(new LogPosition(name, malformation.line())),
                name + ":" + malformation.line() + ":" + malformation.column() + ": " + malformation.message(),
                malformation.excerpt());
    }

    private AddressHistory history() {
        AddressHistory history = ledger.history();
        return new AddressHistory(
                history.address(),
                history.events().stream()
                        .filter(event -> options.device().isEmpty()
                                || event.device() == options.device().getAsInt())
                        .toList());
    }

    private List<Explanation> explanations(Analysis analysis, Census census) {
        if (options.address().isEmpty()) {
            return List.of();
        }
        return analysis.attributions().stream()
                .filter(attribution ->
                        attribution.handle().id().address() == options.address().getAsLong())
                .map(attribution -> Classifier.explain(attribution, census, rules))
                .toList();
    }
}
