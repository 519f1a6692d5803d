/**
 * Measures how fast logs are written, read and judged.
 *
 * <p>Owns JMH benchmarks and the table of their results; each result is in events per second. Nothing else
 * may depend on it. Start reading at {@link dev.leaktriage.benchmarks.Benchmarks}.
 */
package dev.leaktriage.benchmarks;
