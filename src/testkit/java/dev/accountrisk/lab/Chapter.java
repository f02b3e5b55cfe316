package dev.accountrisk.lab;

import java.util.List;

/**
 * A group of experiments that tell one story.
 *
 * @param title
 *            the chapter's heading
 * @param story
 *            what happens and why, for somebody new
 * @param experiments
 *            its rows in the table
 */
record Chapter(String title, String story, List<Experiment> experiments) {
    static List<Chapter> all() {
        return List.of(ReadAnomalies.chapter(), LostUpdates.chapter(), WriteSkew.chapter(), CheckThenInsert.chapter(),
                LockUpgrades.chapter(), KeyOrder.chapter(), LockPlan.chapter(), WorkerStrategies.chapter());
    }
}
