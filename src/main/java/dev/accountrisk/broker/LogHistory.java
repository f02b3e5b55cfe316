package dev.accountrisk.broker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether logs still hold what was read from them. A leader that lacks records which others had acknowledged cuts the log:
 * an unclean election, or a broker that lost its newest data. The log then grows again with other records, also past the old offsets,
 * and only the leader epochs of its records show that it is not the same. May be shared by threads.
 */
public final class LogHistory implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Supplier<Consumer<byte[], byte[]>> opener;
    private @Nullable Consumer<byte[], byte[]> consumer;

    /** @param opener makes a consumer that belongs to no group and never resets a position */
    LogHistory(Supplier<Consumer<byte[], byte[]>> opener) {
        this.opener = opener;
    }

    /**
     * Where a log was cut below an offset; empty if it still holds everything before the offset that it held.
     *
     * @param offset      the offset after the last record that was read
     * @param leaderEpoch the leader epoch of that record or of a later one; negative if it is not known, and then no cut is found
     * @param end         where the log ends now
     */
    public OptionalLong cutBelow(TopicPartition id, long offset, int leaderEpoch, LogEnd end) throws BrokerException {
        if (leaderEpoch < 0 || end.leaderEpoch() < 0 || leaderEpoch == end.leaderEpoch()) {
            // nobody has become the leader since, so nobody has cut the log
            return OptionalLong.empty();
        }
        if (end.isOlderThan(leaderEpoch)) {
            throw new BrokerException("the leader of " + id + " is at leader epoch " + end.leaderEpoch()
                    + ", older than epoch " + leaderEpoch + " of a record that was read: it does not know yet that"
                    + " another broker leads, or Kafka was restored from a backup");
        }
        return ask(id, offset, leaderEpoch);
    }

    private synchronized OptionalLong ask(TopicPartition id, long offset, int leaderEpoch) throws BrokerException {
        try {
            Consumer<byte[], byte[]> asking = consumer == null ? opener.get() : consumer;
            consumer = asking;
            asking.assign(List.of(id));
            // a consumer that does not know the leader yet takes a position without checking it
            var _ = asking.endOffsets(List.of(id), ANSWER_MAX);
            asking.seek(id, new OffsetAndMetadata(offset, Optional.of(leaderEpoch), ""));
            var _ = asking.position(id, ANSWER_MAX);
            return OptionalLong.empty();
        } catch (LogTruncationException cut) {
            OffsetAndMetadata divergence = cut.divergentOffsets().get(id);
            if (divergence == null) {
                throw new BrokerException("the log of " + id + " has nothing of leader epoch " + leaderEpoch, cut);
            }
            return OptionalLong.of(divergence.offset());
        } catch (KafkaException failure) {
            close();
            throw new BrokerException("whether the log of " + id + " was cut", failure);
        }
    }

    @Override
    public synchronized void close() {
        Consumer<byte[], byte[]> open = consumer;
        consumer = null;
        if (open != null) {
            ReusedConsumer.close(open);
        }
    }
}
