package dev.leaktriage.classify;

import dev.leaktriage.model.Confidence;

/** The rule that decided on a handle, the alternative of it that held, and the confidence that caveats left. */
record Decision(Rule rule, Condition condition, Confidence confidence) {}
