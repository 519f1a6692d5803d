/**
 * A batch on Apache Spark: logs are judged wherever Spark has room, and their summaries are folded into the roll-up that
 * {@code leaktriage batch} would write.
 *
 * <p>Knows Spark, and nothing of how a log is judged. Start reading at {@link dev.leaktriage.spark.BatchJob}.
 */
package dev.leaktriage.spark;
