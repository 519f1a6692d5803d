package dev.leaktriage.model;

/**
 * What a document says of what lies in a buffer.
 *
 * @param allocatedAt the record of the buffer's allocation
 * @param text what it is, in plain English, such as {@code tensor 3 of shape [1, 1, 512, 512], BFLOAT16}
 * @param at where the document says so
 */
public record TensorNote(LogPosition allocatedAt, String text, LogPosition at) {}
