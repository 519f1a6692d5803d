package dev.leaktriage.ledger;

import dev.leaktriage.device.Alignment;
import dev.leaktriage.device.BankTop;
import dev.leaktriage.model.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * One opening of a mesh device, from its {@code Opening} event to the next one.
 *
 * <p>Times are clocks of the ledger, 0 where the event did not occur; {@code …At} are packed positions.
 */
final class MeshEpoch {
    final int index;
    /** As the log numbers it; -1 if the log names a device instead. */
    final long mesh;
    /** The devices of the mesh; empty if the log does not list them, and then it stands for all. */
    final List<Integer> devices;

    final String arch;
    final BankTop bankTop;
    /** True if its records were written by the tracker; false if runtime lines show it. */
    final boolean tracked;

    private final int[] alignments = new int[Memory.values().length];

    long openingClock;
    long openingAt;
    long lostAtOpening;
    long openedClock;
    long closingClock;
    long closingAt;
    long closedClock;
    long closedAt;
    final List<Clear> clears = new ArrayList<>();

    MeshEpoch(int index, long mesh, List<Integer> devices, String arch, boolean tracked) {
        this.index = index;
        this.mesh = mesh;
        this.devices = List.copyOf(devices);
        this.arch = arch;
        this.bankTop = BankTop.of(arch);
        this.tracked = tracked;
        for (Memory memory : Memory.values()) {
            alignments[memory.ordinal()] = Alignment.bytes(memory, arch);
        }
    }

    /** A clearing of the program cache. */
    static final class Clear {
        final long startClock;
        long endClock;
        long endAt;
        boolean certain;

        Clear(long startClock) {
            this.startClock = startClock;
        }

        void end(long clock, long at, boolean logged) {
            endClock = clock;
            endAt = at;
            certain = logged;
        }
    }

    int alignmentBytes(Memory memory) {
        return alignments[memory.ordinal()];
    }

    boolean covers(int device) {
        return devices.isEmpty() || devices.contains(device);
    }

    /** True while the device is being opened. */
    boolean opening() {
        return openingClock != 0 && openedClock == 0 && closingClock == 0 && closedClock == 0;
    }

    /** The clear that has begun and not ended; null if there is none. */
    Clear activeClear() {
        if (clears.isEmpty()) {
            return null;
        }
        Clear last = clears.get(clears.size() - 1);
        return last.endClock == 0 ? last : null;
    }

    /** The first completed clear that began after a moment; null if there is none. */
    Clear clearedAfter(long clock) {
        for (int at = firstBegunAfter(clock); at < clears.size(); at++) {
            if (clears.get(at).endClock != 0) {
                return clears.get(at);
            }
        }
        return null;
    }

    /** The index of the first clear that began after a moment; they are in the order of their beginnings. */
    private int firstBegunAfter(long clock) {
        int low = 0;
        int high = clears.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (clears.get(middle).startClock > clock) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
