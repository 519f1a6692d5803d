package dev.leaktriage.model;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes the sites of a run, one object for each id.
 *
 * <p>What a frame's name says is worked out once for each frame object: thousands of stacks share their frames, and
 * to scan long C++ names again for every stack took a quarter of the time of a 300 MB log.
 */
public final class SiteNaming {
    private final Map<Frame, Named> frames = new IdentityHashMap<>();
    private final Map<String, Site> sites = new HashMap<>();

    /** What {@link Symbols} says of one frame. */
    private record Named(byte[] siteLine, String askedOperation, String deviceOperation) {
        static Named of(Frame frame) {
            return new Named(
                    Symbols.siteLine(Symbols.normalised(frame)),
                    Symbols.askedOperation(frame.symbol()),
                    Symbols.deviceOperation(frame.symbol()));
        }
    }

    /** The site of a stack and a memory kind; the first stack that normalises to it is its stack. */
    public Site site(CallStack stack, Memory memory) {
        String id = Symbols.siteId(Symbols.sha256(), stack, memory, frame -> named(frame).siteLine);
        return site(id, stack, memory);
    }

    private Site site(String id, CallStack stack, Memory memory) {
        return sites.computeIfAbsent(id, made -> new Site(made, memory, stack, operation(stack)));
    }

    /**
     * The sites of many stacks; as {@link #site} gives them one by one.
     *
     * @param memories of each stack its memory kind
     */
    public List<Site> sites(List<CallStack> stacks, List<Memory> memories) {
        nameFrames(stacks);
        String[] ids = new String[stacks.size()];
        Parallel.each(ids.length, () -> {
            MessageDigest digest = Symbols.sha256();
            Function<Frame, byte[]> line = frame -> frames.get(frame).siteLine;
            return number -> ids[number] = Symbols.siteId(digest, stacks.get(number), memories.get(number), line);
        });
        List<Site> made = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            made.add(site(ids[i], stacks.get(i), memories.get(i)));
        }
        return made;
    }

    private void nameFrames(List<CallStack> stacks) {
        Set<Frame> unnamed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (CallStack stack : stacks) {
            for (Frame frame : stack.frames()) {
                if (!frames.containsKey(frame)) {
                    unnamed.add(frame);
                }
            }
        }
        Frame[] named = unnamed.toArray(Frame[]::new);
        Named[] names = new Named[named.length];
        Parallel.each(names.length, () -> number -> names[number] = Named.of(named[number]));
        for (int i = 0; i < names.length; i++) {
            frames.put(named[i], names[i]);
        }
    }

    private String operation(CallStack stack) {
        return Symbols.operation(stack, frame -> named(frame).askedOperation, frame -> named(frame).deviceOperation);
    }

    private Named named(Frame frame) {
        return frames.computeIfAbsent(frame, Named::of);
    }
}
