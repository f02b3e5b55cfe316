package dev.accountrisk.redrive;

import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what is about to be done before it is done, and afterwards what became of it. */
final class Audit {
    private final EntityManagerFactory entities;
    private final Clock clock;

    Audit(EntityManagerFactory entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** What is done. */
    @FunctionalInterface
    interface Deed {
        Handled run() throws SQLException;
    }

    Handled audited(String action, @Nullable String account, Mandate mandate, Deed deed) throws SQLException {
        RedriveAction row = new RedriveAction(action, account, mandate, clock.millis());
        entities.runInTransaction(manager -> manager.persist(row));
        boolean done = false;
        try {
            Handled handled = deed.run();
            List<Long> ids = handled.records()
                    .stream()
                    .filter(record -> !record.isLeft())
                    .map(Handled.One::id)
                    .toList();
            row.done(ids, handled.records().size() - ids.size(), clock.millis());
            done = true;
            return handled;
        } finally {
            if (!done) {
                row.failed(clock.millis());
            }
            entities.runInTransaction(manager -> manager.merge(row));
        }
    }
}
