package dev.leaktriage.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leaktriage.model.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How the memory of a kind of device is divided into banks.
 *
 * @param name as its file calls it, such as {@code n150}
 * @param arch the architecture as logs name it, such as {@code wormhole_b0}
 * @param dram the DRAM banks of one device
 * @param l1 the L1 banks of one device, one for each worker core
 */
public record BankProfile(String name, String arch, BankLayout dram, BankLayout l1) {
    /** The banks of the boards of an architecture are alike; these stand for all of them. */
    private static final String WORMHOLE_BOARD = "n150";

    private static final String BLACKHOLE_BOARD = "p150b";

    /**
     * The profile of an architecture that a log names; empty if it is none that this program knows.
     *
     * @param architecture such as {@code wormhole_b0}; empty if the log names none
     */
    public static Optional<BankProfile> ofArchitecture(String architecture) {
        return switch (Architecture.named(architecture)) {
            case WORMHOLE -> Optional.of(shipped(WORMHOLE_BOARD));
            case BLACKHOLE -> Optional.of(shipped(BLACKHOLE_BOARD));
            case UNKNOWN -> Optional.empty();
        };
    }

    /** What the largest bank of that memory has, of all architectures that this program knows; empty if none has any. */
    public static OptionalLong largestBankBytes(Memory memory) {
        return Stream.of(WORMHOLE_BOARD, BLACKHOLE_BOARD)
                .flatMap(board -> shipped(board).banks(memory).stream())
                .mapToLong(BankLayout::bankSizeBytes)
                .max();
    }

    /** The text of the file of a profile that comes with the program. */
    public static InputStream file(String name) {
        return BankProfile.class.getResourceAsStream("profiles/" + name + ".json");
    }

    private static BankProfile shipped(String name) {
        try (InputStream text = file(name)) {
            JsonNode profile = new ObjectMapper().readTree(text);
            long granularityBytes = profile.get("granularity_bytes").asLong();
            return new BankProfile(
                    name,
                    profile.get("arch").asText(),
                    layout(Memory.DRAM, profile.get("dram"), granularityBytes),
                    layout(Memory.L1, profile.get("l1"), granularityBytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static BankLayout layout(Memory memory, JsonNode banks, long granularityBytes) {
        return new BankLayout(
                memory,
                banks.get("banks").asInt(),
                Long.decode(banks.get("base_address").asText()),
                Long.decode(banks.get("top_address").asText()),
                banks.get("page_alignment_bytes").asLong(),
                granularityBytes);
    }

    /** The banks of a memory kind: those of DRAM hold traces too, those of L1 small and circular buffers. */
    public Optional<BankLayout> banks(Memory memory) {
        return switch (memory) {
            case DRAM, TRACE -> Optional.of(dram);
            case L1, L1_SMALL, CB -> Optional.of(l1);
            case SYSTEM_MEMORY, UNSTATED -> Optional.empty();
        };
    }
}
