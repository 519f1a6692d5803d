package dev.leaktriage.compare;

import java.util.List;

/**
 * How two runs are compared.
 *
 * @param masks applied in this order to every frame in every tier but the exact one
 */
public record CompareOptions(List<Mask> masks) {
    public static final CompareOptions PLAIN = new CompareOptions(List.of());

    public CompareOptions {
        masks = List.copyOf(masks);
    }
}
