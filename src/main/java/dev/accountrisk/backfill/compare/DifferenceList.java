package dev.accountrisk.backfill.compare;

import java.util.ArrayList;
import java.util.List;

/** Counts differences and keeps the first. Shared by threads. */
public final class DifferenceList {
    private static final int KEPT_MAX = 100;

    private final int keptMax;
    private final List<Difference> first = new ArrayList<>();
    private long count;

    public DifferenceList() {
        this(KEPT_MAX);
    }

    DifferenceList(int keptMax) {
        this.keptMax = keptMax;
    }

    public synchronized void add(Difference difference) {
        count++;
        if (first.size() < keptMax) {
            first.add(difference);
        }
    }

    public synchronized void addAll(DifferenceList others) {
        Differences added = others.get();
        count += added.count();
        added.first().stream().limit(keptMax - first.size()).forEach(first::add);
    }

    public synchronized Differences get() {
        return new Differences(count, first);
    }
}
