package dev.leaktriage.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One input, and the programs that read it in turn.
 *
 * @param input as the table names it
 * @param contestants the program itself first, then its peers
 */
record Contest(String input, List<Contestant> contestants) {
    static Contest of(String input, Contestant... contestants) {
        return new Contest(input, List.of(contestants));
    }

    /**
     * Runs all of them in turn, so that a busy moment hits all alike; before that the first one runs once for nothing,
     * which also brings the input into memory.
     */
    void run(int runs) throws IOException, InterruptedException {
        contestants.get(0).warmUp();
        for (int run = 0; run < runs; run++) {
            for (Contestant contestant : contestants) {
                contestant.run();
            }
        }
    }

    /** A row for each contestant. */
    String rows() {
        Contestant first = contestants.get(0);
        return contestants.stream()
                .map(contestant -> "| " + input + " | " + contestant.name() + " | "
                        + contestant.wallSeconds().text(2) + " | "
                        + contestant.cpuSeconds().text(2) + " | "
                        + contestant.peakMib().text(0) + " | "
                        + (contestant == first
                                ? ""
                                : first.timesAsLongAs(contestant).text(2)) + " |\n")
                .collect(Collectors.joining());
    }
}
