package dev.leaktriage.recorder;

import dev.leaktriage.model.Memory;
import dev.leaktriage.model.Verdict;
import java.util.Comparator;

/**
 * One handle that is live at the end of a run, and what it really is.
 *
 * @param seq number of its allocation among the events of its process
 * @param cause the fault that made it stay; empty if none did
 */
public record TruthRow(
        long process,
        int device,
        Memory memory,
        long address,
        long sizeBytes,
        long occupiedBytes,
        Verdict what,
        long seq,
        String cause) {
    /** The order in which reports list live buffers. */
    public static final Comparator<TruthRow> ORDER = Comparator.comparingLong(TruthRow::process)
            .thenComparingInt(TruthRow::device)
            .thenComparing(TruthRow::memory)
            .thenComparingLong(TruthRow::address)
            .thenComparingLong(TruthRow::seq);

    static final String HEADER = "process,device,memory,address,size_bytes,occupied_bytes,what,seq,cause";

    /** The row as a line of the truth file, without its end. */
    String csv() {
        return process + "," + device + "," + memory.label() + ",0x" + Long.toHexString(address) + "," + sizeBytes + ","
                + occupiedBytes + "," + what.label() + "," + seq + "," + cause;
    }
}
