package dev.accountrisk.simulator;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.OutboxReader;
import java.sql.SQLException;

/** Relays what the workers of a run put into the outbox, until they are done and it is empty. */
final class Relay {
    private static final int TURNS_AFTER_FAILURE = 100;

    private final Transactions transactions;
    private final Consumer consumer;
    private final Schedule schedule;

    Relay(Transactions transactions, Consumer consumer, Schedule schedule) {
        this.transactions = transactions;
        this.consumer = consumer;
        this.schedule = schedule;
    }

    void work() {
        OutboxReader reader = new OutboxReader(transactions);
        boolean done = false;
        while (!done) {
            schedule.pass();
            boolean workersAreDone = schedule.isLast();
            try {
                done = !reader.relay(consumer::take) && workersAreDone;
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
}
