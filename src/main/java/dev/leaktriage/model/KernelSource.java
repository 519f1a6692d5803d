package dev.leaktriage.model;

/**
 * A kernel of a compiled program.
 *
 * @param name the kernel's own; empty if the record states none
 * @param source the file that it was compiled from; empty if the record states none
 * @param at the record that tells of it
 */
public record KernelSource(String name, String source, LogPosition at) {}
