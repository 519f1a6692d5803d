/**
 * The memory of a device: banks, what an allocation really takes from them, where they end.
 *
 * <p>Owns the numbers of the hardware, in profiles that are data files, the formulas of its allocator, and the map of
 * a bank: what is free in it and what would have to go for a request to fit. It knows no log and no verdict. An address is an offset inside every bank of a device: nothing here treats {@code
 * [address, address + size)} as a range. Start reading at {@link dev.leaktriage.device.Lockstep}.
 */
package dev.leaktriage.device;
