package dev.leaktriage.model;

/**
 * The identity of one tracked allocation.
 *
 * <p>An address alone is never an identity: addresses are reused at once, and two processes have
 * independent address spaces.
 *
 * @param life index of the process life in {@link Census#lives()}
 * @param device as the log states it (a device or, in block records, a mesh)
 * @param address an offset inside every bank of the device, unsigned
 * @param generation the how-manieth allocation event of its process life this is, from 1; it tells apart
 *     the handles that had the same address one after the other
 */
public record HandleId(int life, int device, Memory memory, long address, long generation) {}
