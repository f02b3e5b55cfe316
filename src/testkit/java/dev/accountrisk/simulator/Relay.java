package dev.accountrisk.simulator;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.OutboxReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Relays what the workers of a run put into the outbox, until they are done and it is empty: one relay that takes
 * some lanes at a time, in any order.
 */
final class Relay {
    private static final int TURNS_AFTER_FAILURE = 100;

    private final Transactions transactions;
    private final Consumer consumer;
    private final Schedule schedule;
    private final SplittableRandom random;

    Relay(Transactions transactions, Consumer consumer, Schedule schedule, SplittableRandom random) {
        this.transactions = transactions;
        this.consumer = consumer;
        this.schedule = schedule;
        this.random = random;
    }

    void work() {
        OutboxReader reader = new OutboxReader(transactions);
        boolean done = false;
        while (!done) {
            schedule.pass();
            boolean workersAreDone = schedule.isLast();
            List<Integer> lanes = someLanes();
            try {
                done = !reader.relay(lanes, consumer::take) && workersAreDone
                        && lanes.size() == OutboxReader.LANES.size();
            } catch (Weather.Crash crash) {
                reader = new OutboxReader(transactions);
            } catch (SQLException unavailable) {
                schedule.note("the outbox waits: " + unavailable.getMessage());
                // a worker's relay pauses for a second: long enough for others to commit
                for (int turn = 0; turn < TURNS_AFTER_FAILURE; turn++) {
                    schedule.pass();
                }
            }
        }
    }

    /** At least one, in any order. */
    private List<Integer> someLanes() {
        List<Integer> lanes = new ArrayList<>(OutboxReader.LANES);
        for (int left = lanes.size(); left > 1; left--) {
            Collections.swap(lanes, left - 1, random.nextInt(left));
        }
        return lanes.subList(0, 1 + random.nextInt(lanes.size()));
    }
}
