package dev.leaktriage.model;

/**
 * Where handles come from: a normalised call stack and a memory kind.
 *
 * @param id short and stable: the same in every run with the same normalised stack and memory
 * @param memory the memory kind of every handle of the site
 * @param stack one of the stacks that normalise to this site; {@link CallStack#NONE} if the log has none
 * @param operation the operation that the program asked for, such as {@code ttnn::add}; empty if the stack
 *     names none
 */
public record Site(String id, Memory memory, CallStack stack, String operation) {}
