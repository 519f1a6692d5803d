/**
 * From the bytes of logs to events.
 *
 * <p>Owns the sources (files, compressed files, standard input), the dialects, the parse plans and the
 * interned call stacks. The grammars in {@code grammar/} are the only description of the language: a plan is
 * compiled from what ANTLR made of the first line of its shape, and generated types never leave this
 * package. It knows nothing of what events mean together. Start reading at {@link
 * dev.leaktriage.log.LogReader}, then {@link dev.leaktriage.log.PlanCompiler}.
 */
package dev.leaktriage.log;
