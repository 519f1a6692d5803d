package dev.leaktriage.model;

import java.util.HashMap;
import java.util.Map;

/** Makes the sites of a run, one object for each id. */
public final class SiteNaming {
    private final Map<String, Site> sites = new HashMap<>();

    /** The site of a stack and a memory kind; the first stack that normalises to it is its stack. */
    public Site site(CallStack stack, Memory memory) {
        String id = Symbols.siteId(stack, memory);
        Site known = sites.get(id);
        if (known != null) {
            return known;
        }
        Site made = new Site(id, memory, stack, Symbols.operation(stack));
        sites.put(id, made);
        return made;
    }
}
