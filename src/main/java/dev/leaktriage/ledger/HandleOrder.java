package dev.leaktriage.ledger;

import dev.leaktriage.model.LogPosition;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

    LogPosition position(int handle) {
        return positions.of(table.at(handle));
    }

    /** Sorts rows of the table. */
    int[] sorted(int[] handles) {
        Numbering places = new Numbering();
        int[] numbers = new int[handles.length];
        for (int i = 0; i < handles.length; i++) {
            numbers[i] = places.of(place(handles[i]));
        }
        int[] ranks = ranks(places);
        int[] ends = new int[ranks.length + 1];
        for (int number : numbers) {
            ends[ranks[number] + 1]++;
        }
        for (int place = 0; place < ranks.length; place++) {
            ends[place + 1] += ends[place];
        }
        int[] sorted = new int[handles.length];
        for (int i = 0; i < handles.length; i++) {
            sorted[ends[ranks[numbers[i]]]++] = handles[i];
        }
        int start = 0;
        for (int place = 0; place < ranks.length; place++) {
            sortByAddress(sorted, start, ends[place]);
            start = ends[place];
        }
        return sorted;
    }

    /** For each number where its key stands among the keys. */
    private static int[] ranks(Numbering numbering) {
        long[] keys = new long[numbering.count()];
        for (int number = 0; number < keys.length; number++) {
            keys[number] = numbering.key(number);
        }
        Arrays.sort(keys);
        int[] ranks = new int[keys.length];
        for (int number = 0; number < ranks.length; number++) {
            ranks[number] = Arrays.binarySearch(keys, numbering.key(number));
        }
        return ranks;
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
        for (int i = 0; i < handles.length; i++) {
            positions[i] = rankedPosition(handles[i]);
        }
        RadixSort.sort(positions, handles);
    }

    /** Sorts a part of an array, of handles of the same process, device and memory. */
    private void sortByAddress(int[] handles, int start, int end) {
        int[] rows = Arrays.copyOfRange(handles, start, end);
        long[] addresses = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            addresses[i] = table.address(rows[i]);
        }
        RadixSort.sort(addresses, rows);
        System.arraycopy(rows, 0, handles, start, rows.length);
        for (int i = 0, next; i < addresses.length; i = next) {
            next = i + 1;
            while (next < addresses.length && addresses[next] == addresses[i]) {
                next++;
            }
            if (next - i > 1) {
                sortAlike(handles, start + i, start + next);
            }
        }
    }

    /** For the few handles of one address. */
    private void sortAlike(int[] handles, int start, int end) {
        int[] sorted = IntStream.range(start, end)
                .mapToObj(i -> handles[i])
                .sorted(this::compareAlike)
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, handles, start, sorted.length);
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
