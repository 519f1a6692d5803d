/**
 * What people have decided to accept or to demand: suppressions and budgets.
 *
 * <p>Owns the two file formats, how they are held against a run, and what is said of a rule that has expired,
 * hides too much or hides nothing. It imports the model only: it changes neither verdicts nor totals, knows no log
 * and no report, and is told what day it is. Start reading at {@link dev.leaktriage.policy.Suppressions}, then
 * {@link dev.leaktriage.policy.Budgets}.
 */
package dev.leaktriage.policy;
