package dev.leaktriage.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The compiled programs of one mesh, by the hash of what they were compiled for. */
public final class ProgramCache {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Map<Long, CachedProgram> entries = new LinkedHashMap<>();
    private boolean enabled = true;

    /** The hash of a program: equal for equal keys, in every run. */
    static long hash(String key) {
        long hash = FNV_OFFSET;
        for (int index = 0; index < key.length(); index++) {
            hash = (hash ^ key.charAt(index)) * FNV_PRIME;
        }
        return hash;
    }

    void enable() {
        enabled = true;
    }

    void disable() {
        enabled = false;
    }

    public boolean enabled() {
        return enabled;
    }

    Optional<CachedProgram> find(long hash) {
        return Optional.ofNullable(entries.get(hash));
    }

    void add(CachedProgram program) {
        entries.put(program.hash(), program);
    }

    void remove(CachedProgram program) {
        entries.remove(program.hash());
    }

    /** The entries, oldest first. */
    public List<CachedProgram> entries() {
        return List.copyOf(entries.values());
    }
}
