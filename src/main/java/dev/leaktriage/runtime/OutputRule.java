package dev.leaktriage.runtime;

import java.util.ArrayList;
import java.util.List;

/** How the shape of an operation's output follows from its inputs. */
public enum OutputRule {
    /** As the first input. */
    LIKE_FIRST,
    /** Rows of the first input, columns of the second. */
    MATRIX_PRODUCT,
    /** All inputs beside each other in the innermost dimension. */
    CONCATENATION,
    /** The first input of every device beside each other in the innermost dimension. */
    GATHERED,
    /** A row of the second input for each element of the first. */
    LOOKUP,
    /** One column for each row of the first input. */
    ROW_SUMS;

    TensorSpec apply(List<Tensor> inputs) {
        TensorSpec first = inputs.get(0).spec();
        return switch (this) {
            case LIKE_FIRST -> first;
            case MATRIX_PRODUCT ->
                first.withShape(first.withInnermost(0, second(inputs).fromInnermost(0)));
            case CONCATENATION -> first.withShape(first.withInnermost(0, columns(inputs)));
            case GATHERED -> first.withShape(first.withInnermost(0, gatheredColumns(inputs.get(0))));
            case LOOKUP -> second(inputs).withShape(rowsLookedUp(first, second(inputs)));
            case ROW_SUMS -> first.withShape(first.withInnermost(0, 1));
        };
    }

    private static TensorSpec second(List<Tensor> inputs) {
        return inputs.get(1).spec();
    }

    private static int columns(List<Tensor> inputs) {
        return inputs.stream().mapToInt(input -> input.spec().fromInnermost(0)).sum();
    }

    private static int gatheredColumns(Tensor input) {
        return input.spec().fromInnermost(0) * input.mesh().devices().size();
    }

    private static List<Integer> rowsLookedUp(TensorSpec indices, TensorSpec table) {
        List<Integer> shape = new ArrayList<>(indices.shape());
        shape.add(table.fromInnermost(0));
        return shape;
    }
}
