package dev.leaktriage.report;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Evidence;
import dev.leaktriage.model.LogPosition;
import dev.leaktriage.model.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rows of the page mean by number: files, sites, frames, verdicts with their evidence. */
final class PageDictionaries {
    /** Stand in evidence for what differs between the handles of a site: its line and its address. */
    private static final String OWN_LINE = "\u0001";

    private static final String OWN_ADDRESS = "\u0002";

    private final Dictionary<String> files = new Dictionary<>();
    private final Map<String, Integer> siteNumbers = new LinkedHashMap<>();
    private final List<Site> sites = new ArrayList<>();
    private final Dictionary<String> frames = new Dictionary<>();
    private final Dictionary<Reason> reasons = new Dictionary<>();
    private final Dictionary<String> categories = new Dictionary<>();

    private record Reason(
            String verdict,
            String confidence,
            String rule,
            String because,
            List<String> lines,
            List<Integer> frames,
            String freedBy,
            String cacheEntry,
            boolean suppressed) {}

    PageDictionaries(List<String> sources) {
        sources.forEach(files::of);
    }

    int file(LogPosition at) {
        return files.of(at.file());
    }

    int site(Site site) {
        return siteNumbers.computeIfAbsent(site.id(), unseen -> {
            sites.add(site);
            return sites.size() - 1;
        });
    }

    boolean knows(Site site) {
        return siteNumbers.containsKey(site.id());
    }

    int category(String category) {
        return categories.of(category);
    }

    /** A verdict and why it holds; handles of one site mostly share it but for their line and address. */
    int reason(Attribution attribution) {
        String line = attribution.handle().allocatedAt().toString();
        String address = Units.address(attribution.handle().id().address());
        Evidence evidence = attribution.evidence().atHand();
        return reasons.of(new Reason(
                attribution.verdict().label(),
                attribution.confidence().label(),
                attribution.ruleId(),
                folded(evidence.because(), line, address),
                evidence.lines().stream()
                        .map(at -> at.toString().equals(line) ? OWN_LINE : at.toString())
                        .toList(),
                evidence.frames(),
                attribution.freedBy(),
                attribution.cacheEntry(),
                attribution.isSuppressed()));
    }

    private static String folded(String text, String line, String address) {
        boolean taken = text.contains(OWN_LINE) || text.contains(OWN_ADDRESS);
        return taken ? text : replaced(replaced(text, line, OWN_LINE), address, OWN_ADDRESS);
    }

    /** Replaces whole words only: {@code a.log:1} is not the beginning of {@code a.log:11}. */
    private static String replaced(String text, String word, String by) {
        if (word.isEmpty()) {
            return text;
        }
        StringBuilder folded = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, from)) {
            int end = at + word.length();
            boolean whole = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            folded.append(text, from, at).append(whole ? by : word);
            from = end;
        }
        return folded.append(text.substring(from)).toString();
    }

    void write(JsonOutput json) throws IOException {
        json.objects("sites", sites, this::site);
        json.texts("frames", frames.values());
        json.objects("reasons", reasons.values(), PageDictionaries::reason);
        json.texts("categories", categories.values());
        json.texts("files", files.values());
    }

    private void site(JsonOutput json, Site site) throws IOException {
        json.text("id", site.id());
        json.text("memory", site.memory().label());
        json.text("operation", site.operation());
        json.flag("complete", site.stack().complete());
        json.numbers(
                "frames",
                site.stack().frames().stream()
                        .mapToLong(frame -> frames.of(frame.display()))
                        .toArray());
    }

    private static void reason(JsonOutput json, Reason reason) throws IOException {
        json.text("verdict", reason.verdict);
        json.text("confidence", reason.confidence);
        json.text("rule", reason.rule);
        json.text("because", reason.because);
        json.texts("lines", reason.lines);
        json.numbers("frames", reason.frames);
        json.text("freedBy", reason.freedBy);
        json.text("cacheEntry", reason.cacheEntry);
        json.flag("suppressed", reason.suppressed);
    }
}
