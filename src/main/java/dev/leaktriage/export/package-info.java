/**
 * Files for other tools: flame graphs, profiles, traces and tables of events.
 *
 * <p>Owns the formats of those tools and what has to be done to text so that it survives in them. It knows no log and no
 * rule and decides no verdict: stacks are made of {@link dev.leaktriage.model.RunAccounts}, counters of the history in
 * an {@link dev.leaktriage.model.Analysis}, events of what a {@link dev.leaktriage.model.EventJournal} is told. Start
 * reading at {@link dev.leaktriage.export.ExportFormat}; {@link dev.leaktriage.export.StackWeights} is what all formats
 * of stacks share.
 */
package dev.leaktriage.export;
