/**
 * The vocabulary of the program: what a run, an event, a handle, a verdict and a finding are.
 *
 * <p>Owns the values that the other packages exchange, and how something is done for very many of them at once. It knows no file, no log format and no library: it
 * may import the JDK only. Start reading at {@link dev.leaktriage.model.LiveHandle}, then {@link
 * dev.leaktriage.model.Census} and {@link dev.leaktriage.model.Analysis}.
 */
package dev.leaktriage.model;
