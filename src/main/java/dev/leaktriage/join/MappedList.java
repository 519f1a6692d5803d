package dev.leaktriage.join;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;

/** A list whose elements are made of another list's each time they are asked for, since there may be millions. */
final class MappedList<T> extends AbstractList<T> implements RandomAccess {
    private final List<T> list;
    private final UnaryOperator<T> mapping;

    MappedList(List<T> list, UnaryOperator<T> mapping) {
        this.list = list;
        this.mapping = mapping;
    }

    @Override
    public T get(int index) {
        return mapping.apply(list.get(index));
    }

    @Override
    public int size() {
        return list.size();
    }
}
