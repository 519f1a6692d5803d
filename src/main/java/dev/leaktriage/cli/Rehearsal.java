package dev.leaktriage.cli;

import java.util.List;

/**
 * Runs once what most starts run, so that an archive that a JVM makes of this run holds the classes that they need.
 *
 * <p>Classes that few starts need would cost all of them: a JVM takes all of an archive into memory.
 */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Exits with the first code that is not 0.
     *
     * @param arguments a log with a bit of everything, and a folder that is created for its reports
     */
    public static void main(String[] arguments) {
        String log = arguments[0];
        String reports = arguments[1];
        List<String[]> starts = List.of(
                new String[] {"--help"},
                new String[] {"analyze", "--help"},
                new String[] {"analyze", log},
                new String[] {"analyze", "--top", "1", "--reports", reports, log});
        for (String[] start : starts) {
            int code = Main.run(Console.ofProcess(), Pipeline.ANALYZER, start);
            if (code != ExitCode.DONE.number()) {
                System.exit(code);
            }
        }
        System.exit(ExitCode.DONE.number());
    }
}
