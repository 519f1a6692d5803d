package dev.leaktriage.cli;

import dev.leaktriage.model.Site;
import dev.leaktriage.model.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the line of a gate says of a site that holds too much. */
final class BreachWords {
    private BreachWords() {}

    /** The site's id, and what a person calls it. */
    static String site(Site site) {
        String name = site.operation().isEmpty() && !site.stack().isEmpty()
                ? site.stack().frames().get(0).display()
                : site.operation();
        return "site " + site.id() + (name.isEmpty() ? "" : " (" + name + ")");
    }

    /** How much is over: handles and logical bytes where these are, else occupied bytes. */
    static String over(Sum over) {
        List<String> parts = new ArrayList<>();
        if (over.handles() > 0) {
            parts.add(Count.of(over.handles(), "handle"));
        }
        if (over.sizeBytes() > 0) {
            parts.add(bytes(over.sizeBytes()));
        }
        return parts.isEmpty() ? bytes(over.occupiedBytes()) + " occupied" : String.join(" and ", parts);
    }

    static String bytes(long bytes) {
        return String.format(Locale.ROOT, "%,d B", bytes);
    }
}
