package dev.accountrisk.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices transactions that a producer neither commits nor aborts. Nobody may read past the first record of one, so the partition's
 * last stable offset stays where it is while records follow it.
 */
final class OpenTransactions {
    /** By then the broker has aborted a transaction whose producer has the default time-out and is gone. */
    static final Duration NAMED_AFTER = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    private final Map<TopicPartition, Held> held = new ConcurrentHashMap<>();

    private record Held(long stable, long end, long sinceNanos, Instant since, Duration age) {
        static Held begin(long stable, long end, long nowNanos) {
            return new Held(stable, end, nowNanos, Instant.now().truncatedTo(ChronoUnit.SECONDS), Duration.ZERO);
        }

        Held at(long endNow, long nowNanos) {
            return new Held(stable, endNow, sinceNanos, since, Duration.ofNanos(nowNanos - sinceNanos));
        }

        boolean isLong() {
            return age.compareTo(NAMED_AFTER) >= 0;
        }

        String describe() {
            return "an open transaction keeps records from being read: last stable offset " + stable + ", end " + end
                    + ", since " + since;
        }
    }

    /**
     * Compares the ends.
     *
     * @param stable the last stable offset of each partition, asked after {@code ends}
     * @param ends   the offset after the last record of each, those of open transactions included
     */
    void look(Map<TopicPartition, Long> stable, Map<TopicPartition, Long> ends, long nowNanos) {
        held.keySet().retainAll(stable.keySet());
        stable.forEach((id, offset) -> {
            Held before = held.get(id);
            Held now = now(before, offset, ends.getOrDefault(id, offset), nowNanos);
            if (now == null) {
                held.remove(id);
            } else {
                held.put(id, now);
            }
            logChange(id, before, now);
        });
    }

    private static @Nullable Held now(@Nullable Held before, long stable, long end, long nowNanos) {
        if (end <= stable) {
            return null;
        }
        return before != null && before.stable() == stable
                ? before.at(end, nowNanos)
                : Held.begin(stable, end, nowNanos);
    }

    private static void logChange(TopicPartition id, @Nullable Held before, @Nullable Held now) {
        boolean was = before != null && before.isLong();
        if (now != null && now.isLong() && !was) {
            LOG.atWarn()
                    .addKeyValue("partition", id)
                    .addKeyValue("cause", now.describe())
                    .log("records cannot be read: they are applied once their producer, the broker or an operator ends the transaction");
        } else if (was && (now == null || !now.isLong())) {
            LOG.atInfo().addKeyValue("partition", id).log("the open transaction has ended: records can be read again");
        }
    }

    /** For how long an open transaction has kept records of this partition from being read; zero if none does. */
    Duration age(TopicPartition id) {
        Held now = held.get(id);
        return now == null ? Duration.ZERO : now.age();
    }

    /** The transactions that have been open for long, by partition. */
    Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        held.forEach((id, now) -> {
            if (now.isLong()) {
                described.put(id.toString(), now.describe());
            }
        });
        return described;
    }
}
