package dev.accountrisk.backfill;

import java.util.ArrayList;
import java.util.List;

/** Counts differences and keeps the first. Shared by threads. */
final class DifferenceList {
    private static final int KEPT_MAX = 100;

    private final int keptMax;
    private final List<Difference> first = new ArrayList<>();
    private long count;

    DifferenceList() {
        this(KEPT_MAX);
    }

    DifferenceList(int keptMax) {
        this.keptMax = keptMax;
    }

    synchronized void add(Difference difference) {
        count++;
        if (first.size() < keptMax) {
            first.add(difference);
        }
    }

    synchronized void addAll(DifferenceList others) {
        Differences added = others.get();
        count += added.count();
        added.first().stream().limit(keptMax - first.size()).forEach(first::add);
    }

    synchronized Differences get() {
        return new Differences(count, first);
    }
}
