package dev.accountrisk.commands.expiry;

import dev.accountrisk.commands.expiry.DueHoldStore.DueHold;
import dev.accountrisk.commands.expiry.DueHoldStore.DueHolds;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.wire.OwnRecords;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an {@code EXPIRE} for each hold that is due. The database's clock decides what is due. One worker at a time sends, and
 * remembers for a while what it has sent. When it dies, another sends the same command under the same id, which takes effect
 * once. Nothing waits for a send: a hold whose partition has no leader does not delay the others.
 */
public final class HoldExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);
    private static final int HOLDS_MAX = 5_000;
    private static final List<Header> OWN_FORM = List
            .of(new RecordHeader(OwnRecords.HEADER, OwnRecords.headerValue()));
    /** At most this many may wait for their answer, so that a partition that gives none does not stop the others' expiry. */
    private static final int UNANSWERED_MAX = 50_000;

    private final Transactions transactions;
    private final NamedLock lock;
    private final Producer<byte[], byte[]> producer;
    private final String commandTopic;
    private final long resendAfterNanos;
    private final DueHoldStore store = new DueHoldStore();
    private final Map<DueHold, Long> sentAtNanos = new ConcurrentHashMap<>();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicReference<@Nullable Exception> lastFailure = new AtomicReference<>();

    /**
     * Makes the sender. It does nothing until a round runs.
     *
     * @param resendAfter when a command without an answer is sent again
     */
    public HoldExpiry(Transactions transactions, NamedLock lock, Producer<byte[], byte[]> producer, String commandTopic,
            Duration resendAfter) {
        this.transactions = transactions;
        this.lock = lock;
        this.producer = producer;
        this.commandTopic = commandTopic;
        this.resendAfterNanos = resendAfter.toNanos();
    }

    /** Runs one bounded round. Returns how many commands were handed to the producer. */
    public int runOnce() {
        try {
            if (!lock.acquireOrConfirm()) {
                sentAtNanos.clear();
                return 0;
            }
            reportFailures();
            long nowNanos = System.nanoTime();
            sentAtNanos.values().removeIf(at -> nowNanos - at >= resendAfterNanos);
            int limit = Math.min(UNANSWERED_MAX, sentAtNanos.size() + HOLDS_MAX);
            DueHolds unanswered = transactions
                    .runRepeatable(connection -> store.readInTx(connection, commandTopic, limit));
            sentAtNanos.keySet().retainAll(Set.copyOf(unanswered.holds()));
            List<DueHold> due = unanswered.holds().stream().filter(hold -> !sentAtNanos.containsKey(hold)).toList();
            send(due, unanswered.nowMillis(), nowNanos);
            return due.size();
        } catch (SQLException failure) {
            LOG.atWarn()
                    .addKeyValue("cause", SqlFault.describe(failure))
                    .log("due holds cannot be read: they stay open and are retried");
        } catch (KafkaException failure) {
            LOG.atWarn()
                    .addKeyValue("cause", String.valueOf(failure.getMessage()))
                    .log("due holds cannot be sent: they stay open and are retried");
        }
        return 0;
    }

    /** Lets another worker send. The producer stays open: its factory closes it. */
    public void close() {
        lock.close();
    }

    private void send(List<DueHold> due, long databaseNowMillis, long nowNanos) {
        if (due.isEmpty()) {
            return;
        }
        int partitions = producer.partitionsFor(commandTopic).size();
        for (DueHold hold : due) {
            sentAtNanos.put(hold, nowNanos);
            // a topic that was recreated with fewer partitions: the key says where the account's commands arrive now
            Integer partition = hold.sourcePartition() < partitions ? hold.sourcePartition() : null;
            var _ = producer.send(new ProducerRecord<>(commandTopic, partition, databaseNowMillis,
                    hold.accountUuid().getBytes(StandardCharsets.US_ASCII),
                    ExpireCommand.encode(hold.accountUuid(), hold.holdId(), hold.expiresAtMillis()), OWN_FORM),
                    (sent, failure) -> {
                        if (failure != null) {
                            sentAtNanos.remove(hold);
                            lastFailure.set(failure);
                            failures.incrementAndGet();
                        }
                    });
        }
    }

    private void reportFailures() {
        long failed = failures.getAndSet(0);
        if (failed > 0) {
            LOG.atWarn()
                    .addKeyValue("cause", String.valueOf(lastFailure.get()))
                    .log("{} due holds were not sent: they stay open and are retried", failed);
        }
    }
}
