package dev.leaktriage.policy;

import dev.leaktriage.model.Site;
import java.util.List;

/** One site by its id, which is all that a log without call stacks has. */
record SitePattern(String id) implements StackPattern {
    @Override
    public boolean matches(Site site) {
        return site.id().equals(id);
    }

    @Override
    public List<FrameTest> needs() {
        return List.of();
    }

    @Override
    public boolean matchesEverything() {
        return false;
    }

    @Override
    public String text() {
        return "site " + id;
    }
}
