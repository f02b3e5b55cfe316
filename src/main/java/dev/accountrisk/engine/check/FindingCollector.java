package dev.accountrisk.engine.check;

import org.jspecify.annotations.Nullable;

/** Collects what checks find. The findings of one account keep their order. */
public interface FindingCollector {
    /**
     * Takes a finding.
     *
     * @param repair what puts it right, or null: most findings have no one right answer
     */
    void add(Finding finding, @Nullable Repair repair);

    /** Takes a finding that only a person can put right. */
    default void add(Finding finding) {
        add(finding, null);
    }

    /**
     * Takes an account whose row was right under an earlier policy. That is no drift.
     *
     * @param repair what computes the row anew, or null if no record can
     */
    void addOutdated(@Nullable Repair repair);
}
