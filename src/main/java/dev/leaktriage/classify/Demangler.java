package dev.leaktriage.classify;

import java.util.Map;
import java.util.Set;

/** Turns mangled C++ names into readable ones. */
@FunctionalInterface
public interface Demangler {
    /** Leaves every name as it is. */
    Demangler NONE = mangled -> Map.of();

    /** The readable form of each mangled name that has one; whatever goes wrong, names are left out. */
    Map<String, String> demangled(Set<String> mangled);
}
