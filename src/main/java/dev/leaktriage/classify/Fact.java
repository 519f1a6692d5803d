package dev.leaktriage.classify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a rule may need besides frames and numbers: facts of the census that only code can establish. */
public enum Fact {
    /** Its device was closed after it was allocated. */
    OUTLIVED_DEVICE_CLOSE,
    /** The program cache of its mesh was cleared after it was allocated, and the clear has completed. */
    OUTLIVED_CACHE_CLEAR,
    /** It is the kernel binary of a workload that was destroyed after it was allocated. */
    OUTLIVED_WORKLOAD,
    /** It occupies memory. */
    OWNER,
    /** It lies in the memory of a device. */
    ON_DEVICE,
    /** It lies in the heap of the program itself, of which a recording does not tell what is still in use. */
    HOST_HEAP,
    /** Its record says that it does not own its memory. */
    VIEW_BY_RECORD,
    /** It stands at an older live buffer's address and shares that buffer's program frames. */
    VIEW_BY_SITE,
    /** It stands at an older live buffer's address, and there are no stacks to compare. */
    VIEW_BY_PLACE,
    /** A frame of its stack is one that a rule with the verdict {@code program-cache} names. */
    PROGRAM_CACHING_SITE,
    /** An owner in DRAM without a stack of calls that lies where kernel binaries lie and has whole program pages. */
    KERNEL_BINARY_BY_PLACE,
    /** Its device is open at the end, as far as the log shows. */
    DEVICE_OPEN,
    /** Its device was being closed and was never reported closed. */
    DEVICE_CLOSING,
    /** It was allocated between the beginning and the end of the opening of its device. */
    ALLOCATED_WHILE_OPENING,
    /** Nothing tells it from what an open device needs: no use of the device before it, no stacks, no opening. */
    BEFORE_FIRST_USE,
    /** The live count of its site rose at most checkpoints and never fell back. */
    GROWS,
    /** As before, and by the same number at each of them. */
    GROWS_LINEARLY,
    /** Its process died, or the text breaks off. */
    PROCESS_ENDED_EARLY,
    /** The allocation server removed it when it found its process dead. */
    SWEPT,
    /** Its process ended in an orderly way. */
    ORDERLY_END;

    /** The lower-case, hyphenated form that rule files use. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fact> ofLabel(String label) {
        return Stream.of(values()).filter(fact -> fact.label().equals(label)).findFirst();
    }

    static List<String> labels() {
        return Stream.of(values()).map(Fact::label).toList();
    }
}
