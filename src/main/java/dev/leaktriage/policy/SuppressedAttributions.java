package dev.leaktriage.policy;

import dev.leaktriage.model.Attribution;
import dev.leaktriage.model.Suppression;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Attributions with those marked that a suppression hides; like them, they are made on demand. */
final class SuppressedAttributions extends AbstractList<Attribution> implements RandomAccess {
    private final List<Attribution> attributions;
    private final int[] claims;
    private final List<Suppression> suppressions;

    /**
     * Marks.
     *
     * @param claims for each attribution the rule that accepts it, or {@link SuppressionHits#NO_RULE}
     */
    SuppressedAttributions(List<Attribution> attributions, int[] claims, List<Suppression> suppressions) {
        this.attributions = attributions;
        this.claims = claims;
        this.suppressions = suppressions;
    }

    @Override
    public Attribution get(int index) {
        Attribution attribution = attributions.get(index);
        if (claims[index] == SuppressionHits.NO_RULE) {
            return attribution;
        }
        Suppression suppression = suppressions.get(claims[index]);
        return suppression.state().hides() ? attribution.suppressedBy(suppression) : attribution;
    }

    @Override
    public int size() {
        return claims.length;
    }
}
