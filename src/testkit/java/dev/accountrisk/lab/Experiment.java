package dev.accountrisk.lab;

import java.sql.SQLException;

/**
 * One row of the table: the same two sessions, stepping in the same order, at each level.
 *
 * @param name
 *            what is tried
 * @param lesson
 *            what the design takes from it
 * @param trial
 *            the steps
 */
record Experiment(String name, String lesson, Trial trial) {

    /** The steps of an experiment. */
    @FunctionalInterface
    interface Trial {
        Observation run(LabDatabase lab, Isolation level) throws SQLException;
    }

    Observation observe(LabDatabase lab, Isolation level) throws SQLException {
        return trial.run(lab, level);
    }
}
