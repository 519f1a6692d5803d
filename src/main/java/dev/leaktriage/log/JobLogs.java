package dev.leaktriage.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which texts in an archive are logs of their own.
 *
 * <p>An archive of GitHub's holds each job twice: as {@code 0_build.txt}, and once more in pieces as {@code build/1_Set up
 * job.txt} and so on. Where the whole is there, its pieces are left away. Hidden files and what macOS adds are no logs.
 */
public final class JobLogs {
    private static final Pattern WHOLE = Pattern.compile("(.*/|)-?\\d+_([^/]+)\\.txt");
    private static final Pattern PIECE = Pattern.compile("(.*/|)([^/]+)/(?:\\d+_[^/]*|system)\\.txt");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int MOST_DIGITS = 19;

    private JobLogs() {}

    /** The logs among the members of an archive, in their order. */
    public static List<String> among(List<String> members) {
        Set<String> jobs = new HashSet<>();
        for (String member : members) {
            Matcher whole = WHOLE.matcher(member);
            if (whole.matches()) {
                jobs.add(whole.group(1) + whole.group(2));
            }
        }
        List<String> logs = new ArrayList<>();
        for (String member : members) {
            Matcher piece = PIECE.matcher(member);
            boolean told = piece.matches() && jobs.contains(piece.group(1) + piece.group(2));
            if (!told && !isHidden(member)) {
                logs.add(member);
            }
        }
        return logs;
    }

    /** The logs among the members of an archive, in the order of names, in which numbers count by their value. */
    static List<String> inOrder(List<String> members) {
        return among(members).stream()
                .sorted(Comparator.comparing(JobLogs::countable).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** A name that sorts so: the tenth step of a job comes behind the second. */
    private static String countable(String name) {
        return NUMBER.matcher(name)
                .replaceAll(number ->
                        "0".repeat(Math.max(0, MOST_DIGITS - number.group().length())) + number.group());
    }

    private static boolean isHidden(String member) {
        for (String part : member.split("/")) {
            if (part.startsWith(".") || part.equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }
}
