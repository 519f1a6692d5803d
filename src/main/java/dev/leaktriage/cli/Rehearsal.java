package dev.leaktriage.cli;

import dev.leaktriage.analysis.Preparation;
import java.util.ArrayList;
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
     * @param arguments a folder that is created for reports, and logs of several kinds, the first with a bit of everything
     */
    public static void main(String[] arguments) {
        Preparation.begin();
        List<String[]> starts = new ArrayList<>();
        starts.add(new String[] {"--help"});
        starts.add(new String[] {"analyze", "--help"});
        starts.add(new String[] {"analyze", "--top", "1", "--reports", arguments[0], arguments[1]});
        for (int log = 1; log < arguments.length; log++) {
            starts.add(new String[] {"analyze", arguments[log]});
        }
        for (String[] start : starts) {
            int code = Main.run(Console.ofProcess(), Pipeline.ANALYZER, start);
            if (code != ExitCode.DONE.number()) {
                System.exit(code);
            }
        }
        System.exit(ExitCode.DONE.number());
    }
}
