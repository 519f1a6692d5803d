/**
 * The memory of a device: banks, what an allocation really takes from them, where they end.
 *
 * <p>Owns the numbers of the hardware and the formulas of its allocator. It knows no log and no verdict; it may
 * import the model only. An address is an offset inside every bank of a device: nothing here treats {@code
 * [address, address + size)} as a range. Start reading at {@link dev.leaktriage.device.Lockstep}.
 */
package dev.leaktriage.device;
