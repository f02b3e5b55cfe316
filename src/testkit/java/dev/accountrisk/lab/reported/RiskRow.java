package dev.accountrisk.lab.reported;

import org.jspecify.annotations.Nullable;

/** The entity of report 4. It is mapped in a file, so that no other test's scan for entities finds it. */
class RiskRow {
    @SuppressWarnings("unused")
    private @Nullable Long id;
    @SuppressWarnings("unused")
    private @Nullable String uuid;
    @SuppressWarnings("unused")
    private double risk;

    /** For JPA. */
    RiskRow() {}

    RiskRow(String uuid, double risk) {
        this.uuid = uuid;
        this.risk = risk;
    }

    void update(double newRisk) {
        this.risk = newRisk;
    }
}
