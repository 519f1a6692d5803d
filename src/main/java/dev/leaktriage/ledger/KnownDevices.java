package dev.leaktriage.ledger;

import dev.leaktriage.device.BankLayout;
import dev.leaktriage.device.BankProfile;
import dev.leaktriage.device.BankTop;
import dev.leaktriage.model.LogEvent;
import dev.leaktriage.model.Memory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of the devices where the log does not tell. */
final class KnownDevices {
    private static final Memory[] MEMORIES = Memory.values();

    private final Optional<BankProfile> given;
    private final Map<String, Optional<BankProfile>> byArchitecture = new HashMap<>();
    private final String architecture;
    private final BankTop bankTop;
    /** By memory kind; 0 if unknown. */
    private final int[] banks = new int[MEMORIES.length];

    KnownDevices(Optional<BankProfile> profile) {
        this.given = profile;
        this.architecture = profile.map(BankProfile::arch).orElse("");
        this.bankTop = BankTop.of(architecture);
        for (Memory memory : MEMORIES) {
            banks[memory.ordinal()] = profile.flatMap(known -> known.banks(memory))
                    .map(BankLayout::banks)
                    .orElse(0);
        }
    }

    /** The architecture that the log names, else the known one; empty if there is neither. */
    String architecture(String named) {
        return named.isEmpty() ? architecture : named;
    }

    /** The banks of a device; empty if neither the log nor its user names it. */
    Optional<BankProfile> profile(String named) {
        return given.isPresent() ? given : byArchitecture.computeIfAbsent(named, BankProfile::ofArchitecture);
    }

    /** The architecture of a device. */
    String architecture(MeshEpoch epoch) {
        return epoch == null ? architecture : epoch.arch;
    }

    /**
     * Where the banks of a device end.
     *
     * @param epoch null if the log shows no opening of the device
     */
    BankTop bankTop(MeshEpoch epoch) {
        return epoch == null ? bankTop : epoch.bankTop;
    }

    /** How many banks share an allocation; 0 or less if that is unknown. */
    long banks(LogEvent event) {
        return event.banks > 0 ? event.banks : banks(event.memory);
    }

    /** How many banks share an allocation whose record does not say; 0 if that is unknown. */
    long banks(Memory memory) {
        return banks[memory.ordinal()];
    }
}
