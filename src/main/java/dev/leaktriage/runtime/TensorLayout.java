package dev.leaktriage.runtime;

/** How the elements of a tensor are cut into pages: one tile each, or one row each. */
public enum TensorLayout {
    TILE,
    ROW_MAJOR
}
