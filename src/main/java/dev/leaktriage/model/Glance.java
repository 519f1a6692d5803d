package dev.leaktriage.model;

import java.util.List;
import java.util.SortedMap;

/**
 * What is known of a run while its log is still being read; nothing in it is judged.
 *
 * @param events events of every kind so far
 * @param live everything that is live now
 * @param lostAtLeast how many events are known to be missing
 * @param byDevice what is live on each device
 * @param sites what each site holds; sites keep their places from glance to glance, and new ones come behind them
 * @param over true if every process that the log shows has ended in an orderly way
 */
public record Glance(
        long events,
        Sum live,
        long lostAtLeast,
        SortedMap<Integer, Sum> byDevice,
        List<SiteBytes> sites,
        boolean over) {
    /** What the handles of a site in one process hold, in logical bytes. */
    public record SiteBytes(Site site, long liveBytes) {}

    public Glance {
        sites = List.copyOf(sites);
    }
}
