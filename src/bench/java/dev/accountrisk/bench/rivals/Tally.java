package dev.accountrisk.bench.rivals;

import java.util.concurrent.atomic.AtomicInteger;

/** Tells when a rival that keeps no positions begins, and when it has committed the last record. */
public final class Tally {
    /** The line with which the partitions are its own. */
    public static final String BEGINS = "partitions assigned";
    /** The line after the last commit. */
    public static final String ENDS = "all records committed";

    private final int total;
    private final AtomicInteger committed = new AtomicInteger();

    Tally(int total) {
        this.total = total;
    }

    void begin() {
        System.out.println(BEGINS);
    }

    void committedOne() {
        if (committed.incrementAndGet() == total) {
            System.out.println(ENDS);
        }
    }
}
