package dev.accountrisk.lab.reported;

import jakarta.persistence.EntityManager;
import java.util.List;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Report 4: the account-risk handler. It takes a lock per account, and the lock is inside the transaction.
 *
 * <p>
 * The lock is given back in {@code finally}, the commit comes after it. The next handler has the lock before the row can be
 * seen, finds none, inserts, waits for the first one's commit, and dies with {@code 1062 Duplicate entry … for key 'uuid'}.
 */
final class RiskHandler {
    static final String TABLE = """
            CREATE TABLE risk_row (
              id BIGINT AUTO_INCREMENT PRIMARY KEY,
              uuid VARCHAR(64) NOT NULL,
              risk DOUBLE NOT NULL,
              UNIQUE KEY uuid (uuid))""";

    private final EntityManager entities;
    private final TransactionTemplate transaction;
    private final RedissonClient redisson;

    RiskHandler(EntityManager entities, TransactionTemplate transaction, RedissonClient redisson) {
        this.entities = entities;
        this.transaction = transaction;
        this.redisson = redisson;
    }

    void handle(String uuid, double risk) {
        transaction.executeWithoutResult(_ -> {
            RLock lock = redisson.getLock("account-risk:" + uuid);
            lock.lock();
            try {
                List<RiskRow> rows = entities
                        .createQuery("SELECT r FROM RiskRow r WHERE r.uuid = :uuid", RiskRow.class)
                        .setParameter("uuid", uuid)
                        .getResultList();
                if (rows.isEmpty()) {
                    entities.persist(new RiskRow(uuid, risk));
                } else {
                    rows.getFirst().update(risk);
                }
            } finally {
                lock.unlock();
            }
        });
    }
}
