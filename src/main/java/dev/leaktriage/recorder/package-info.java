/**
 * Writes down what a runtime does to device memory, and knows what each surviving buffer really is.
 *
 * <p>Owns the logs' texts (tracker, allocation server, buffer-debug file, inspector, CI decoration), workloads and
 * their faults, device profiles as data files, and the truth of a run. It may not know how a log is read or
 * judged. It imports the model, the runtime and Jackson.
 *
 * <p>A program that wants to record itself starts at {@link dev.leaktriage.recorder.Recorder}; who wants the
 * log of a workload file starts at {@link dev.leaktriage.recorder.Recording}.
 */
package dev.leaktriage.recorder;
