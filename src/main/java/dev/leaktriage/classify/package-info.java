/**
 * The verdicts: ordered rules, tried on each live handle until one applies, each with its evidence.
 *
 * <p>Owns the rules ({@code src/main/rules/rules.json}, its copy in {@link
 * dev.leaktriage.classify.ShippedRules} and the code-only facts that it names), their order, confidence and
 * evidence, and the findings that follow from verdicts. It may import the model and the device, and knows
 * neither logs nor reports. Start reading at {@code rules.json}, then {@link
 * dev.leaktriage.classify.Classifier}, then {@link dev.leaktriage.classify.Judge}.
 */
package dev.leaktriage.classify;
