package dev.accountrisk.database;

import jakarta.persistence.EntityManagerFactory;
import java.util.function.Supplier;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one class that opens transactions for entities. Repositories that are called inside join the transaction; outside of one
 * they have none. Jobs and the console use it, and a worker for an operator's action: the worker itself has no entities.
 */
public final class EntityTransactions {
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    /** Takes transactions from the manager that Spring Boot sets up for the entities. */
    public EntityTransactions(PlatformTransactionManager manager) {
        writing = new TransactionTemplate(manager);
        reading = new TransactionTemplate(manager);
        reading.setReadOnly(true);
    }

    /** Takes transactions of entities where the context has another manager already, as the worker's has. */
    public EntityTransactions(EntityManagerFactory entities) {
        this(new JpaTransactionManager(entities));
    }

    /** Runs work that writes, and commits it. Whatever the work throws rolls it back. */
    public <T> T write(Supplier<T> work) {
        return run(writing, work);
    }

    /** Runs work that only reads. */
    public <T> T read(Supplier<T> work) {
        return run(reading, work);
    }

    private static <T> T run(TransactionTemplate template, Supplier<T> work) {
        Transactions.requireNoneOpen();
        Transactions.OPEN.set(true);
        try {
            return template.execute(_ -> work.get());
        } finally {
            Transactions.OPEN.set(false);
        }
    }
}
