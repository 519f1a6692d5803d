/**
 * Joins what several files tell of one execution, in front of the ledger.
 *
 * <p>One file has the rows: a handle for each of its allocations. The others lend: a record that is the same allocation
 * gives its call stack and what it says of ownership, and makes no handle of its own. Reports of an allocator are told to
 * the ledger at the moment that their name gives them. Behind the ledger, an inspector's workloads are matched with the
 * kernel binaries that were allocated ({@link dev.leaktriage.join.WorkloadMatcher}). The package knows events and what the
 * ledger found, and nothing of files, rules or reports. Start reading at {@link dev.leaktriage.join.Sources}.
 */
package dev.leaktriage.join;
