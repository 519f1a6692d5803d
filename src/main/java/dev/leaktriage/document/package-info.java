/**
 * Documents: files with a structure of their own, as opposed to the lines of a log, and what they say as events.
 *
 * <p>Owns the readers of JSON and their like, and the meaning of what stands in them. It makes the same events as
 * {@code log} and knows nothing of what they mean together; of an inspector's files, which tell of no buffer, it makes lives
 * and knows nothing of whose buffers these are. No type of a parser library leaves it. Start reading at
 * {@link dev.leaktriage.document.DocumentReader} and {@link dev.leaktriage.document.InspectorReader}.
 */
package dev.leaktriage.document;
