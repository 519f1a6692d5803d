package dev.leaktriage.policy;

import dev.leaktriage.model.Site;

/** The sites that a budget is about: one id, an operation, or those with such a frame in their stack. */
record SiteFilter(String text, WrittenFrame frame) {
    static SiteFilter of(String text) {
        return new SiteFilter(text, WrittenFrame.of(text));
    }

    boolean matches(Site site) {
        return site.id().equals(text)
                || frame.function()
                        .filter(name -> name.matchesName(site.operation()))
                        .isPresent()
                || site.stack().frames().stream().anyMatch(frame::matches);
    }
}
