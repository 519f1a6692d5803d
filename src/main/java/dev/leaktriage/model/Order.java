package dev.leaktriage.model;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * A comparator for what every start compares.
 *
 * <p>It is made as those of {@link Comparator} are. But no archive of classes holds those, since they can be serialised,
 * and the first one that a start has to make itself takes it 10 ms.
 *
 * @param <T> of what type the things are that are compared
 */
public final class Order<T> implements Comparator<T> {
    private final Comparator<T> comparator;

    private Order(Comparator<T> comparator) {
        this.comparator = comparator;
    }

    /** By a key. */
    public static <T, K extends Comparable<? super K>> Order<T> comparing(Function<? super T, ? extends K> key) {
        return new Order<>((one, two) -> key.apply(one).compareTo(key.apply(two)));
    }

    /** By a number. */
    public static <T> Order<T> comparingInt(ToIntFunction<? super T> key) {
        return new Order<>((one, two) -> Integer.compare(key.applyAsInt(one), key.applyAsInt(two)));
    }

    /** By a number. */
    public static <T> Order<T> comparingLong(ToLongFunction<? super T> key) {
        return new Order<>((one, two) -> Long.compare(key.applyAsLong(one), key.applyAsLong(two)));
    }

    @Override
    public int compare(T one, T two) {
        return comparator.compare(one, two);
    }

    @Override
    public Order<T> reversed() {
        return new Order<>((one, two) -> comparator.compare(two, one));
    }

    @Override
    public Order<T> thenComparing(Comparator<? super T> next) {
        return new Order<>((one, two) -> {
            int difference = comparator.compare(one, two);
            return difference != 0 ? difference : next.compare(one, two);
        });
    }

    @Override
    public <K> Order<T> thenComparing(Function<? super T, ? extends K> key, Comparator<? super K> next) {
        return thenComparing((one, two) -> next.compare(key.apply(one), key.apply(two)));
    }

    @Override
    public <K extends Comparable<? super K>> Order<T> thenComparing(Function<? super T, ? extends K> key) {
        return thenComparing(comparing(key));
    }

    @Override
    public Order<T> thenComparingInt(ToIntFunction<? super T> key) {
        return thenComparing(comparingInt(key));
    }

    @Override
    public Order<T> thenComparingLong(ToLongFunction<? super T> key) {
        return thenComparing(comparingLong(key));
    }
}
