package dev.leaktriage.ledger;

import dev.leaktriage.model.Each;
import dev.leaktriage.model.LogPosition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The order of live handles in every output: by process, device, memory, address, line, file, life, generation.
 *
 * <p>Addresses are sorted as plain numbers with the rows beside them, since comparing rows jumps through memory:
 * that took a quarter of the time of a log that leaves three million handles.
 */
final class HandleOrder {
    private final HandleTable table;
    private final int[] lifeByAccount;
    private final int[] rankByLife;
    private final int[] rankByFile;
    /** One of the files with that rank: files of one name have the same. */
    private final int[] fileByRank;

    private final Positions positions;

    HandleOrder(HandleTable table, Accounts accounts, List<Life> lives, Positions positions) {
        this.table = table;
        this.positions = positions;
        this.lifeByAccount = accounts.life;
        this.rankByLife = ranksOfProcesses(lives);
        this.rankByFile = ranks(positions.files());
        this.fileByRank = new int[rankByFile.length];
        for (int file = 0; file < rankByFile.length; file++) {
            fileByRank[rankByFile[file]] = file;
        }
    }

    /** Unnamed processes, which have a negative number, come first and are all alike. */
    private static int[] ranksOfProcesses(List<Life> lives) {
        long[] processes =
                lives.stream().mapToLong(life -> Math.max(-1, life.process)).toArray();
        long[] sorted = LongStream.of(processes).sorted().distinct().toArray();
        return LongStream.of(processes)
                .mapToInt(process -> Arrays.binarySearch(sorted, process))
                .toArray();
    }

    private static int[] ranks(List<String> files) {
        List<String> sorted = files.stream().distinct().sorted().toList();
        return files.stream().mapToInt(sorted::indexOf).toArray();
    }

    /** A number that sorts as positions do: by the file's name, then by line. */
    long rankedPosition(int handle) {
        return Positions.pack(rankOfFile(table.at(handle)), Positions.place(table.at(handle)));
    }

    /** Where the file of a packed position stands among the names of files. */
    int rankOfFile(long packed) {
        return rankByFile[Positions.file(packed)];
    }

    /** The position that a number of {@link #rankedPosition} stands for. */
    LogPosition at(long ranked) {
        return positions.of(Positions.pack(fileByRank[Positions.file(ranked)], Positions.place(ranked)));
    }

    /** Sorts rows of the table. */
    int[] sorted(int[] handles) {
        int[] sorted = handles.clone();
        long[] keys = new long[handles.length];
        Each.below(keys.length, i -> keys[i] = table.address(sorted[i]));
        RadixSort.sort(keys, sorted);
        // Those of one place stay in the order of their addresses.
        Each.below(keys.length, i -> keys[i] = place(sorted[i]));
        RadixSort.sort(keys, sorted);
        Each.below(keys.length, i -> sortAlikeFrom(sorted, keys, i));
        return sorted;
    }

    /** Sorts the few of one address, if the first of them is that one. */
    private void sortAlikeFrom(int[] handles, long[] places, int i) {
        boolean first = i == 0 || !isAlike(handles, places, i - 1);
        if (first && isAlike(handles, places, i)) {
            sortAlike(handles, places, i);
        }
    }

    /** True if a handle has the place and the address of the next one. */
    private boolean isAlike(int[] handles, long[] places, int i) {
        return i + 1 < handles.length
                && places[i] == places[i + 1]
                && table.address(handles[i]) == table.address(handles[i + 1]);
    }

    private void sortAlike(int[] handles, long[] places, int start) {
        int end = start + 1;
        while (isAlike(handles, places, end - 1)) {
            end++;
        }
        int[] sorted = Arrays.stream(handles, start, end)
                .boxed()
                .sorted(this::compareAlike)
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, handles, start, sorted.length);
    }

    /** The rank of the process, the device and the memory as one number that sorts as they do. */
    private long place(int handle) {
        long process = rankByLife[lifeByAccount[table.account(handle)]];
        long device = table.device(handle) - (long) Integer.MIN_VALUE;
        return (process << 32 | device) << 4 | table.memory(handle).ordinal();
    }

    /** Sorts rows of the table by position; those of one position stay as they are. */
    void sortByPosition(int[] handles) {
        long[] positions = new long[handles.length];
        Each.below(positions.length, i -> positions[i] = rankedPosition(handles[i]));
        RadixSort.sort(positions, handles);
    }

    /** Compares handles of the same process, device and memory. */
    int compareAlike(int a, int b) {
        int addresses = Long.compareUnsigned(table.address(a), table.address(b));
        if (addresses != 0) {
            return addresses;
        }
        int lines = Long.compare(Positions.line(table.at(a)), Positions.line(table.at(b)));
        if (lines != 0) {
            return lines;
        }
        int files = Integer.compare(rankByFile[Positions.file(table.at(a))], rankByFile[Positions.file(table.at(b))]);
        if (files != 0) {
            return files;
        }
        int lives = Integer.compare(lifeByAccount[table.account(a)], lifeByAccount[table.account(b)]);
        return lives != 0 ? lives : Long.compare(table.born(a), table.born(b));
    }
}
