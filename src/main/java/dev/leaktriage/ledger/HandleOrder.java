package dev.leaktriage.ledger;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of live handles in every output: by process, device, memory, address, line, file, life, generation.
 *
 * <p>A merge sort of slot numbers over the columns: it makes no objects, and passes over what is in order already,
 * which is most where addresses are handed out upwards.
 */
final class HandleOrder {
    private final HandleTable table;
    private final int[] lifeByAccount;
    private final long[] processByLife;
    private final int[] rankByFile;

    HandleOrder(HandleTable table, Accounts accounts, List<Life> lives, Positions positions) {
        this.table = table;
        this.lifeByAccount = accounts.life;
        this.processByLife =
                lives.stream().mapToLong(life -> Math.max(-1, life.process)).toArray();
        this.rankByFile = ranks(positions.files());
    }

    private static int[] ranks(List<String> files) {
        List<String> sorted = files.stream().distinct().sorted().toList();
        return files.stream().mapToInt(sorted::indexOf).toArray();
    }

    /** The slots in order; the array that is given is used up. */
    int[] sorted(int[] slots) {
        int[] from = byDevice(slots);
        int[] to = new int[from.length];
        for (int width = 1; width > 0 && width < from.length; width *= 2) {
            for (int start = 0; start < from.length; start += 2 * width) {
                int middle = Math.min(start + width, from.length);
                int end = (int) Math.min(start + 2L * width, from.length);
                merge(from, to, start, middle, end);
                if (end == from.length) {
                    break;
                }
            }
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    /** Puts the slots of a device together: within one device most addresses are in order already. */
    private int[] byDevice(int[] slots) {
        int[] devices = IntStream.of(slots).map(slot -> table.device(slot)).toArray();
        int[] distinct = IntStream.of(devices).distinct().sorted().toArray();
        int[] ends = new int[distinct.length + 1];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = Arrays.binarySearch(distinct, devices[i]);
            ends[devices[i] + 1]++;
        }
        for (int i = 0; i < distinct.length; i++) {
            ends[i + 1] += ends[i];
        }
        int[] grouped = new int[slots.length];
        for (int i = 0; i < slots.length; i++) {
            grouped[ends[devices[i]]++] = slots[i];
        }
        return grouped;
    }

    private void merge(int[] from, int[] to, int start, int middle, int end) {
        if (middle == end || compare(from[middle - 1], from[middle]) <= 0) {
            System.arraycopy(from, start, to, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right == end || left < middle && compare(from[left], from[right]) <= 0;
            to[at] = takeLeft ? from[left++] : from[right++];
        }
    }

    /** As {@link Comparator#compare}. */
    int compare(int a, int b) {
        int lifeA = lifeByAccount[table.account(a)];
        int lifeB = lifeByAccount[table.account(b)];
        if (lifeA != lifeB && processByLife[lifeA] != processByLife[lifeB]) {
            return Long.compare(processByLife[lifeA], processByLife[lifeB]);
        }
        if (table.device(a) != table.device(b)) {
            return Integer.compare(table.device(a), table.device(b));
        }
        if (table.memory(a) != table.memory(b)) {
            return table.memory(a).compareTo(table.memory(b));
        }
        if (table.address(a) != table.address(b)) {
            return Long.compareUnsigned(table.address(a), table.address(b));
        }
        return comparePositions(a, b, lifeA, lifeB);
    }

    private int comparePositions(int a, int b, int lifeA, int lifeB) {
        int lines = Long.compare(Positions.line(table.at(a)), Positions.line(table.at(b)));
        if (lines != 0) {
            return lines;
        }
        int files = Integer.compare(rankByFile[Positions.file(table.at(a))], rankByFile[Positions.file(table.at(b))]);
        if (files != 0) {
            return files;
        }
        return lifeA != lifeB ? Integer.compare(lifeA, lifeB) : Long.compare(table.born(a), table.born(b));
    }
}
