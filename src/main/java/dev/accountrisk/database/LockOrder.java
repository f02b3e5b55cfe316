package dev.accountrisk.database;

import java.util.List;
import java.util.function.Function;

/**
 * The order in which every transaction locks rows: by key, from the lowest to the highest. Transactions that keep to it never wait
 * for each other in a circle.
 */
public final class LockOrder {
    private LockOrder() {}

    /**
     * Requires that keys are sorted and that each is there once.
     *
     * @throws IllegalStateException if not
     */
    public static <K extends Comparable<? super K>> void require(List<K> keys) {
        require(keys, key -> key);
    }

    /**
     * Requires that rows are sorted by their keys and that each key is there once.
     *
     * @throws IllegalStateException if not
     */
    public static <R, K extends Comparable<? super K>> void require(List<R> rows, Function<R, K> keyOf) {
        K before = null;
        for (R row : rows) {
            K key = keyOf.apply(row);
            if (before != null && before.compareTo(key) >= 0) {
                throw new IllegalStateException("bug: locks must be taken in order, but " + key + " follows " + before);
            }
            before = key;
        }
    }
}
