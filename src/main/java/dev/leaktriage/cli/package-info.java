/**
 * The command line: what users type, what they read on their terminal, and the exit code.
 *
 * <p>Owns picocli, the standard streams, exit codes and the wording of errors; no other package may know
 * them. It decides nothing about logs. One class per command; {@link dev.leaktriage.cli.Main} lists them, and
 * {@link dev.leaktriage.cli.ExitCode} is the only table of codes. Start reading at {@link
 * dev.leaktriage.cli.Main}, then {@link dev.leaktriage.cli.AnalyzeCommand}.
 */
package dev.leaktriage.cli;
