package dev.leaktriage.model;

/**
 * A pattern for the functions of a call stack.
 *
 * <p>It is compared with the last components of a function's qualified name, never with its arguments: {@code
 * load_binaries} and {@code MeshWorkloadImpl::load_binaries} both match {@code
 * tt::MeshWorkloadImpl::load_binaries(MeshCommandQueue&)}; {@code *} stands for any characters. A pattern that
 * ends with one colon is the beginning of a frame that is no function but a context, such as {@code
 * program_cache:}; a second colon right after it makes the frame a function in a namespace, which does not match.
 */
public record FramePattern(String text) {
    public FramePattern {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a frame pattern must not be blank");
        }
    }

    /**
     * True if the frame is one that is meant.
     *
     * @param symbol the frame as the log has it
     * @param name its function's qualified name
     */
    public boolean matches(String symbol, String name) {
        if (isContext()) {
            String frame = symbol.strip();
            return frame.startsWith(text) && !frame.startsWith(":", text.length());
        }
        return matchesName(name);
    }

    private boolean isContext() {
        return text.endsWith(":") && !text.endsWith("::");
    }

    private boolean isGlob() {
        return text.indexOf('*') >= 0;
    }

    /** True if it stands for nothing but the last components of a qualified name, as they are. */
    public boolean isName() {
        return !isContext() && !isGlob();
    }

    /** True if the last components of the qualified name match. */
    public boolean matchesName(String name) {
        if (!isGlob()) {
            return name.endsWith(text) && startsComponent(name, name.length() - text.length());
        }
        for (int from = beginning(name, 0); from >= 0; from = beginning(name, from + 1)) {
            if (startsComponent(name, from) && globMatches(name, from)) {
                return true;
            }
        }
        return false;
    }

    /** Where, from a place on, what the pattern stands for may begin; negative if nowhere. */
    private int beginning(String name, int from) {
        char first = text.charAt(0);
        if (first != '*') {
            return name.indexOf(first, from);
        }
        return from < name.length() ? from : -1;
    }

    private static boolean startsComponent(String name, int at) {
        return at == 0 || name.startsWith("::", at - 2) || name.charAt(at - 1) == '.';
    }

    /** Matches greedily and goes back to the last star only, which is enough for globs. */
    private boolean globMatches(String name, int from) {
        int pattern = 0;
        int at = from;
        int star = -1;
        int resume = from;
        while (at < name.length()) {
            if (pattern < text.length() && text.charAt(pattern) == '*') {
                star = pattern++;
                resume = at;
            } else if (pattern < text.length() && text.charAt(pattern) == name.charAt(at)) {
                pattern++;
                at++;
            } else if (star >= 0) {
                pattern = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return text.substring(pattern).replace("*", "").isEmpty();
    }

    /** By hand, as is {@link #equals}: to link a record's own methods takes milliseconds of every start. */
    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FramePattern pattern && pattern.text.equals(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
