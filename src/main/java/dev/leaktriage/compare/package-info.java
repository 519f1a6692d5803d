/**
 * What changed between two runs: which sites of one are which sites of the other, and what became of them.
 *
 * <p>It knows analyses only, never logs, files or formats; addresses, process ids and device numbers are no part of any
 * key. Start reading at {@link dev.leaktriage.compare.Comparison}, then {@link dev.leaktriage.compare.SiteMatcher}.
 */
package dev.leaktriage.compare;
