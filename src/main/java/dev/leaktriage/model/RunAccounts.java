package dev.leaktriage.model;

import java.util.List;

/**
 * A judged run with what each site held at the peak and ever allocated.
 *
 * @param analysis what is said of the run
 * @param peak one share for each site of each process life that is wanted, with readable frames; the sum is the peak,
 *     unless only some of the lives are wanted
 * @param allocated likewise what was allocated in all, whatever became of it; the sum is that of {@link
 *     Analysis#totals()}
 */
public record RunAccounts(Analysis analysis, List<Timeline.SiteShare> peak, List<Timeline.SiteShare> allocated) {
    public RunAccounts {
        peak = List.copyOf(peak);
        allocated = List.copyOf(allocated);
    }
}
