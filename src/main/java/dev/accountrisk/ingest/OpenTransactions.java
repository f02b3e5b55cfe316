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

    private final Map<TopicPartition, Open> open = new ConcurrentHashMap<>();

    private record Open(long stable, long end, long sinceNanos, Instant since, Duration age) {
        static Open begin(long stable, long end, long nowNanos) {
            return new Open(stable, end, nowNanos, Instant.now().truncatedTo(ChronoUnit.SECONDS), Duration.ZERO);
        }

        Open at(long endNow, long nowNanos) {
            return new Open(stable, endNow, sinceNanos, since, Duration.ofNanos(nowNanos - sinceNanos));
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
        open.keySet().retainAll(stable.keySet());
        stable.forEach((id, offset) -> {
            Open before = open.get(id);
            Open now = now(before, offset, ends.getOrDefault(id, offset), nowNanos);
            if (now == null) {
                open.remove(id);
            } else {
                open.put(id, now);
            }
            logChange(id, before, now);
        });
    }

    private static @Nullable Open now(@Nullable Open before, long stable, long end, long nowNanos) {
        if (end <= stable) {
            return null;
        }
        return before != null && before.stable() == stable
                ? before.at(end, nowNanos)
                : Open.begin(stable, end, nowNanos);
    }

    private static void logChange(TopicPartition id, @Nullable Open before, @Nullable Open now) {
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
        Open now = open.get(id);
        return now == null ? Duration.ZERO : now.age();
    }

    /** The transactions that have been open for long, by partition. */
    Map<String, String> described() {
        Map<String, String> described = new TreeMap<>();
        open.forEach((id, now) -> {
            if (now.isLong()) {
                described.put(id.toString(), now.describe());
            }
        });
        return described;
    }
}
