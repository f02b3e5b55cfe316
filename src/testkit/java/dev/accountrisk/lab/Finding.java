package dev.accountrisk.lab;

import java.sql.SQLException;

/**
 * A fact that does not depend on the isolation level.
 *
 * @param name
 *            what is tried
 * @param lesson
 *            what the design takes from it
 * @param probe
 *            tries it and says what came of it
 */
record Finding(String name, String lesson, Probe probe) {

    /** One try on the real server. */
    @FunctionalInterface
    interface Probe {
        String run(LabDatabase lab) throws SQLException;
    }

    String observe(LabDatabase lab) throws SQLException {
        return probe.run(lab);
    }
}
