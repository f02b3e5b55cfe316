package dev.accountrisk.observe;

import dev.accountrisk.database.Causes;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.mapping.key.SeenKey;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Compares the keys that this worker reads with those that all workers read, by way of the table {@code account_key}: each partition
 * of an account may be another worker's. It works beside the records and never delays one. Where no mapping reads accounts from keys
 * that may differ, there is nothing to compare. A failure costs a comparison.
 */
public final class KeyComparison {
    private static final Logger LOG = LoggerFactory.getLogger(KeyComparison.class);
    private static final long PERIOD_MILLIS = 1_000;
    private static final int KEYS_MAX = 2_000;

    private final DifferingKeys keys;
    private final AccountKeyStore store;
    private String lastFailure = "";

    public KeyComparison(DifferingKeys keys, Transactions transactions) {
        this.keys = keys;
        this.store = new AccountKeyStore(transactions);
    }

    @Scheduled(initialDelay = PERIOD_MILLIS, fixedDelay = PERIOD_MILLIS)
    void compare() {
        List<DifferingKeys.Waiting> waiting = keys.take(KEYS_MAX);
        SortedMap<String, SortedMap<String, SeenKey>> byTopic = new TreeMap<>();
        waiting.forEach(each -> byTopic.computeIfAbsent(each.topic(), topic -> new TreeMap<>())
                .put(each.key().account(), each.key()));
        byTopic.forEach(this::compare);
    }

    private void compare(String topic, SortedMap<String, SeenKey> seen) {
        try {
            store.replace(topic, seen).forEach((account, before) -> {
                SeenKey now = seen.get(account);
                if (now != null) {
                    keys.report(topic, before, now);
                }
            });
            lastFailure = "";
        } catch (SQLException | RuntimeException failure) {
            seen.values().forEach(key -> keys.await(new DifferingKeys.Waiting(topic, key)));
            logOnce(Causes.innermost(failure));
        }
    }

    private void logOnce(String cause) {
        if (!cause.equals(lastFailure)) {
            lastFailure = cause;
            LOG.warn(
                    "the keys of accounts are not compared with those that other workers read: {}. Records are applied all"
                            + " the same",
                    cause);
        }
    }
}
