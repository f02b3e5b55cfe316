package dev.accountrisk.observe.recent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the most frequent items in bounded memory. This is the algorithm Space-Saving of Metwally, Agrawal and El Abbadi, "Efficient
 * Computation of Frequent and Top-k Elements in Data Streams" (ICDT 2005): an item that is not counted yet takes the place of the one
 * with the lowest count, and inherits that count as its error. So an item with more than the {@code capacity}th part of all counts
 * is always there, no count is too low, and each is too high by its error at most.
 *
 * <p>Instead of the paper's list of buckets a hand goes round: counts only grow, so whoever is met with a count that is not above the
 * lowest one of the last round has the lowest now. A round in which nobody is met finds the lowest count anew.
 */
final class SpaceSaving<K> {
    private final int capacity;
    private final Map<K, Counter<K>> byKey = new HashMap<>();
    private final List<Counter<K>> counters = new ArrayList<>();
    private long total;
    private int hand;
    /** No count is below it. */
    private long lowest;

    /** @param capacity how many items have a count at once, at most */
    SpaceSaving(int capacity) {
        this.capacity = capacity;
    }

    /** An item's count. */
    static final class Counter<K> {
        private K key;
        private long count;
        private long error;

        private Counter(K key) {
            this.key = key;
        }

        K key() {
            return key;
        }

        /** Never too low. */
        long count() {
            return count;
        }

        /** By how much the count is too high, at most. */
        long error() {
            return error;
        }
    }

    /** Counts an item so many times. */
    void add(K key, long times) {
        total += times;
        Counter<K> counter = byKey.get(key);
        if (counter == null) {
            counter = counters.size() < capacity ? unused(key) : lowestGivenTo(key);
        }
        counter.count += times;
    }

    private Counter<K> unused(K key) {
        Counter<K> counter = new Counter<>(key);
        counters.add(counter);
        byKey.put(key, counter);
        return counter;
    }

    private Counter<K> lowestGivenTo(K key) {
        Counter<K> found = findLowest();
        byKey.remove(found.key);
        found.key = key;
        found.error = found.count;
        byKey.put(key, found);
        return found;
    }

    private Counter<K> findLowest() {
        long lowestMet = Long.MAX_VALUE;
        for (int met = 0;; met++) {
            if (met == capacity) {
                lowest = lowestMet;
            }
            hand = hand + 1 == capacity ? 0 : hand + 1;
            Counter<K> counter = counters.get(hand);
            if (counter.count <= lowest) {
                return counter;
            }
            lowestMet = Math.min(lowestMet, counter.count);
        }
    }

    /** The counts of all items that have one. */
    List<Counter<K>> counters() {
        return counters;
    }

    /** How often anything was counted. */
    long total() {
        return total;
    }
}
