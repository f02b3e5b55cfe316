package dev.accountrisk.engine.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what a check finds. */
public final class Collected implements FindingCollector {
    private final List<Finding> findings = new ArrayList<>();
    private final List<Repair> repairs = new ArrayList<>();
    private int outdated;

    @Override
    public void add(Finding finding, @Nullable Repair repair) {
        findings.add(finding);
        keep(repair);
    }

    @Override
    public void addOutdated(@Nullable Repair repair) {
        outdated++;
        keep(repair);
    }

    private void keep(@Nullable Repair repair) {
        if (repair != null) {
            repairs.add(repair);
        }
    }

    /** What was found. */
    public List<Finding> findings() {
        return findings;
    }

    /** What puts it right, where that has one right answer. */
    public List<Repair> repairs() {
        return repairs;
    }

    /** How many accounts were right under an earlier policy. */
    public int outdated() {
        return outdated;
    }
}
