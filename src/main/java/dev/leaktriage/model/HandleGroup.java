package dev.leaktriage.model;

/**
 * Live handles that are alike: nothing differs that a verdict may rest on.
 *
 * <p>They may differ in size, but not so that a rule tells them apart.
 *
 * @param first the first of them in the order of outputs
 * @param earliestAt where the earliest of them was allocated
 * @param sum all of them
 */
public record HandleGroup(LiveHandle first, LogPosition earliestAt, Sum sum, MeshAllocations meshAllocations) {}
