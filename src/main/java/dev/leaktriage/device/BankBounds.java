package dev.leaktriage.device;

import dev.leaktriage.model.Memory;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a bank begins and ends for the allocator.
 *
 * @param from the first address that it hands out
 * @param end the first address behind the last one
 * @param because what that rests on, in plain English
 */
public record BankBounds(long from, long end, String because) {
    /**
     * The bounds, as far as a profile and the allocator's own figures tell.
     *
     * <p>What an allocator calls the size of a bank is what is left of it: of DRAM above a part that the runtime
     * keeps for itself at the bottom, of L1 below the region for small buffers at the top.
     *
     * @param profile of the device; empty if nothing names it
     * @param statedBytes the size of a bank as a message states it; 0 or less if none does
     */
    public static Optional<BankBounds> of(Optional<BankProfile> profile, Memory memory, long statedBytes) {
        Optional<BankLayout> layout = profile.flatMap(known -> known.banks(memory));
        if (layout.isEmpty()) {
            return Optional.empty();
        }
        BankLayout bank = layout.get();
        String source = "profile " + profile.orElseThrow().name();
        if (statedBytes <= 0) {
            return Optional.of(new BankBounds(bank.baseAddress(), bank.topAddress(), source));
        }
        String both = String.format(Locale.ROOT, "%s and the bank size of %,d B in the message", source, statedBytes);
        if (bank.memory() == Memory.DRAM && statedBytes <= bank.topAddress()) {
            return Optional.of(new BankBounds(bank.topAddress() - statedBytes, bank.topAddress(), both));
        }
        return Optional.of(new BankBounds(bank.baseAddress(), bank.baseAddress() + statedBytes, both));
    }
}
