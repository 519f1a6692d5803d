package dev.leaktriage.classify;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Frame;
import dev.leaktriage.model.Site;
import dev.leaktriage.model.Symbols;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sites with readable symbols.
 *
 * <p>A site keeps its id: it must not depend on what is installed where the log is read.
 */
public final class DemangledSites {
    private static final Pattern MANGLED = Pattern.compile("_Z[A-Za-z0-9_$.]+");

    private final Map<String, String> demangled;
    private final Map<Site, Site> sites = Collections.synchronizedMap(new IdentityHashMap<>());

    /** Demangles the symbols of all the sites at once. */
    public DemangledSites(Collection<Site> sites, Demangler demangler) {
        Set<String> mangled = new TreeSet<>();
        for (Site site : sites) {
            addMangled(site.stack().frames(), mangled);
        }
        this.demangled = mangled.isEmpty() ? Map.of() : Map.copyOf(demangler.demangled(mangled));
    }

    private static void addMangled(List<Frame> frames, Set<String> mangled) {
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).isMangled()) {
                mangled(frames.get(i)).ifPresent(mangled::add);
            }
        }
    }

    /** The site with readable symbols where there are some; the operation is read again from them. */
    public Site of(Site site) {
        return demangled.isEmpty() ? site : sites.computeIfAbsent(site, this::demangled);
    }

    private Site demangled(Site site) {
        List<Frame> frames = site.stack().frames().stream().map(this::demangled).toList();
        CallStack stack = new CallStack(frames, site.stack().complete());
        if (stack.equals(site.stack())) {
            return site;
        }
        return new Site(site.id(), site.memory(), stack, Symbols.operation(stack));
    }

    private Frame demangled(Frame frame) {
        return mangled(frame)
                .map(demangled::get)
                .map(symbol -> new Frame(symbol, frame.module()))
                .orElse(frame);
    }

    private static Optional<String> mangled(Frame frame) {
        if (!frame.isMangled()) {
            return Optional.empty();
        }
        Matcher matcher = MANGLED.matcher(frame.functionName());
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
