package dev.accountrisk.console.page;

import dev.accountrisk.database.EntityTransactions;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Reads what a page shows in one transaction, together with MySQL's time: every age on a page is measured by that clock. */
@Component
public class DatabaseReads {
    private final EntityTransactions transactions;
    private final EntityManager entities;

    DatabaseReads(EntityTransactions transactions, EntityManager entities) {
        this.transactions = transactions;
        this.entities = entities;
    }

    /** Runs the reads; they get MySQL's time. */
    public <T> T read(Function<Instant, T> reads) {
        return transactions.read(() -> reads.apply(now()));
    }

    private Instant now() {
        LocalDateTime utc = (LocalDateTime) entities.createNativeQuery("SELECT UTC_TIMESTAMP(3)", LocalDateTime.class)
                .getSingleResult();
        return utc.toInstant(ZoneOffset.UTC);
    }
}
