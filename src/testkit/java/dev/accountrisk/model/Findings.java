package dev.accountrisk.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong, by checker: how often, and the first few instances in words. */
public final class Findings {
    private static final int SHOWN_PER_CHECKER = 10;

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<String> shown = new ArrayList<>();

    /** One thing that is wrong. */
    public synchronized void add(String checker, String message) {
        if (counts.merge(checker, 1, Integer::sum) <= SHOWN_PER_CHECKER) {
            shown.add(checker + ": " + message);
        }
    }

    /** Takes over what another found. */
    public synchronized void addAll(Findings others) {
        others.counts().forEach((checker, count) -> counts.merge(checker, count, Integer::sum));
        shown.addAll(others.shown());
    }

    private synchronized List<String> shown() {
        return List.copyOf(shown);
    }

    synchronized void expectEqual(String checker, String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            add(checker, what + ": expected " + expected + ", found " + found);
        }
    }

    /** Whether nothing is wrong. */
    public synchronized boolean isEmpty() {
        return counts.isEmpty();
    }

    /** How many findings each checker has. */
    public synchronized Map<String, Integer> counts() {
        return new LinkedHashMap<>(counts);
    }

    /** The counts, and the first findings one a line. */
    public synchronized String report() {
        return isEmpty() ? "no findings" : counts + "\n" + String.join("\n", shown);
    }

    /** Fails with the report unless nothing is wrong. */
    public void assertNone() {
        if (!isEmpty()) {
            throw new AssertionError(report());
        }
    }
}
