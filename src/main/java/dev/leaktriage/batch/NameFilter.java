package dev.leaktriage.batch;

import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Which names are wanted: those that an include glob matches, or all if there is none, and that no exclude glob matches.
 *
 * <p>A glob with a {@code /} is matched against the whole name, another one against its last part.
 */
public final class NameFilter {
    /** Wants every name. */
    public static final NameFilter ALL = new NameFilter(List.of(), List.of());

    private final List<Glob> includes;
    private final List<Glob> excludes;

    private NameFilter(List<Glob> includes, List<Glob> excludes) {
        this.includes = includes;
        this.excludes = excludes;
    }

    private record Glob(PathMatcher matcher, boolean whole) {
        boolean matches(Path name) {
            return matcher.matches(whole ? name : name.getFileName());
        }
    }

    /**
     * A filter.
     *
     * @throws IllegalArgumentException if a glob is none; the message is one line
     */
    public static NameFilter of(List<String> includes, List<String> excludes) {
        return new NameFilter(
                includes.stream().map(NameFilter::glob).toList(),
                excludes.stream().map(NameFilter::glob).toList());
    }

    private static Glob glob(String text) {
        try {
            return new Glob(FileSystems.getDefault().getPathMatcher("glob:" + text), text.contains("/"));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no glob: " + e.getDescription() + "; write one such as '*.log'", e);
        }
    }

    /** True if a log of that name is wanted. */
    boolean wants(String name) {
        return (includes.isEmpty() || matches(includes, name)) && !isExcluded(name);
    }

    /** True if neither a file of that name nor anything in it is wanted. */
    boolean isExcluded(String name) {
        return matches(excludes, name);
    }

    private static boolean matches(List<Glob> globs, String name) {
        try {
            Path path = Path.of(name);
            return path.getFileName() != null && globs.stream().anyMatch(glob -> glob.matches(path));
        } catch (InvalidPathException unmatchable) {
            return false;
        }
    }
}
