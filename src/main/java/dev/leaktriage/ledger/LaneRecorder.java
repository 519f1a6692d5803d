package dev.leaktriage.ledger;

import dev.leaktriage.model.CallStack;
import dev.leaktriage.model.Memory;
import dev.leaktriage.model.MemoryHistory.Lane;
import dev.leaktriage.model.MemoryHistory.Point;
import dev.leaktriage.model.MemoryHistory.Samples;
import dev.leaktriage.model.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples what each device held of each account; where there are too many samples, every second one goes.
 *
 * <p>Where there are too many accounts, the late ones share a lane on each device, then one lane of all devices.
 */
final class LaneRecorder {
    static final int MOST_SAMPLES = 256;
    static final int MOST_LANES = 768;
    static final int MOST_LANES_OF_DEVICES = 1024;

    private static final int SHARED = -1;
    private static final Site UNTOLD = new Site("", Memory.UNSTATED, CallStack.NONE, "");

    private final Numbering numbers = new Numbering();
    private final Numbering shared = new Numbering();
    private final long[] keys;
    private final boolean[] used;
    private final long[] liveBytes;
    private final long[] occupiedBytes;
    /** The totals of all lanes at each sample: logical bytes, then occupied ones. */
    private final long[][] samples;

    private final long[] events;
    private final long[] at;
    private int lanes;
    private int count;
    private long stride = 1;

    /** Makes a recorder; one that is not wanted takes no memory and must not be called. */
    LaneRecorder(boolean wanted) {
        int most = wanted ? MOST_LANES_OF_DEVICES + 1 : 0;
        keys = new long[most];
        used = new boolean[most];
        liveBytes = new long[most];
        occupiedBytes = new long[most];
        samples = new long[wanted ? MOST_SAMPLES : 0][];
        events = new long[samples.length];
        at = new long[samples.length];
    }

    /** Adds to the lane of a device and an account. */
    void book(int device, int account, long size, long occupied) {
        int lane = lane(device, account);
        liveBytes[lane] += size;
        occupiedBytes[lane] += occupied;
    }

    private int lane(int device, int account) {
        long key = key(account, device);
        int number = numbers.of(key);
        if (number < MOST_LANES) {
            return opened(number, key);
        }
        int ofDevice = MOST_LANES + shared.of(key(SHARED, device));
        return ofDevice < MOST_LANES_OF_DEVICES
                ? opened(ofDevice, key(SHARED, device))
                : opened(MOST_LANES_OF_DEVICES, key(SHARED, SHARED));
    }

    private int opened(int lane, long key) {
        keys[lane] = key;
        used[lane] = true;
        lanes = Math.max(lanes, lane + 1);
        return lane;
    }

    private static long key(int account, int device) {
        return (long) account << 32 | device & 0xffff_ffffL;
    }

    void moved(long event, long position) {
        if (event % stride != 0) {
            return;
        }
        if (count == MOST_SAMPLES) {
            thin();
            if (event % stride != 0) {
                return;
            }
        }
        sample(event, position);
    }

    private void sample(long event, long position) {
        long[] sample = new long[2 * lanes];
        System.arraycopy(liveBytes, 0, sample, 0, lanes);
        System.arraycopy(occupiedBytes, 0, sample, lanes, lanes);
        events[count] = event;
        at[count] = position;
        samples[count++] = sample;
    }

    private void thin() {
        stride *= 2;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (events[i] % stride == 0) {
                events[kept] = events[i];
                at[kept] = at[i];
                samples[kept++] = samples[i];
            }
        }
        Arrays.fill(samples, kept, count, new long[0]);
        count = kept;
    }

    /** The samples, with the end of the run as the last one. */
    Samples samples(Accounts accounts, Moment end, Positions positions) {
        if (count == MOST_SAMPLES) {
            thin();
        }
        if (count == 0 || events[count - 1] != end.accountEvent) {
            sample(end.accountEvent, end.at);
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            points.add(new Point(events[i], positions.of(at[i])));
        }
        List<Lane> made = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            if (used[lane]) {
                made.add(lane(lane, accounts));
            }
        }
        return new Samples(points, made);
    }

    private Lane lane(int lane, Accounts accounts) {
        int account = (int) (keys[lane] >>> 32);
        boolean told = account != SHARED;
        List<Long> live = new ArrayList<>();
        List<Long> occupied = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int known = samples[i].length / 2;
            live.add(lane < known ? samples[i][lane] : 0);
            occupied.add(lane < known ? samples[i][known + lane] : 0);
        }
        return new Lane(
                told ? accounts.life[account] : SHARED,
                (int) keys[lane],
                told ? accounts.site(account) : UNTOLD,
                "",
                live,
                occupied);
    }
}
