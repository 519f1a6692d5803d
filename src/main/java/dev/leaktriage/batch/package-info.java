/**
 * Many logs: which there are, each judged in isolation by a bounded number of threads, and their summaries folded.
 *
 * <p>Owns the names of logs in folders and archives, what counts as the same log when a batch is resumed, and where its
 * results lie. It knows nothing of gates and of standard streams. Memory grows with the number of logs by the size of a
 * {@link dev.leaktriage.model.LogSummary}, and with the distinct sites over all logs. Start reading at {@link
 * dev.leaktriage.batch.FileJudge}, which is all that a cluster needs, then {@link dev.leaktriage.batch.LogBatch}.
 */
package dev.leaktriage.batch;
