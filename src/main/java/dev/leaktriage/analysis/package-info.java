/**
 * The pipeline: from the names of logs to an {@link dev.leaktriage.model.Analysis}.
 *
 * <p>Owns the order of the steps and the wiring. It knows neither standard streams nor exit codes. Start
 * reading at {@link dev.leaktriage.analysis.Analyzer}.
 */
package dev.leaktriage.analysis;
