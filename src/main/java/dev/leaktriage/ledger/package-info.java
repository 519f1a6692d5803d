/**
 * Replays events: who is live, who was a view of whom, which frees fit nothing, what is missing.
 *
 * <p>Owns the handles and their pairing, the process lives and their ends, the barriers, the accounts and the
 * timeline. It works on primitives and grows with what is live and with distinct stacks, never with the length
 * of the log. It knows neither files and formats nor rules and verdicts. Start reading at {@link
 * dev.leaktriage.ledger.Ledger}.
 */
package dev.leaktriage.ledger;
