package dev.accountrisk.commands;

import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an {@code EXPIRE} for each hold whose time has come. One worker at a time does so, and remembers for a while what it has
 * sent. If it dies, another worker sends the same command under the same id again, and it takes effect once. The wall clock only
 * decides when to send: the command carries the hold's own time and is applied in the account's order.
 */
public final class HoldExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);
    private static final int HOLDS_MAX = 5_000;
    /** How many may be unanswered at once. It is large, so that one stopped partition does not stop the expiry of the others. */
    private static final int UNANSWERED_MAX = 50_000;

    private final Transactions transactions;
    private final NamedLock lock;
    private final Producer<byte[], byte[]> producer;
    private final String commandTopic;
    private final Clock clock;
    private final Duration resendAfter;
    private final DueHoldStore store = new DueHoldStore();
    private final Map<DueHoldStore.DueHold, Long> sentAtMillis = new HashMap<>();

    /**
     * Makes the sender. It does nothing until a round runs.
     *
     * @param resendAfter after how long a command without an answer is sent again
     */
    public HoldExpiry(Transactions transactions, NamedLock lock, Producer<byte[], byte[]> producer, String commandTopic,
            Clock clock, Duration resendAfter) {
        this.transactions = transactions;
        this.lock = lock;
        this.producer = producer;
        this.commandTopic = commandTopic;
        this.clock = clock;
        this.resendAfter = resendAfter;
    }

    /** Runs one bounded round; returns how many commands were sent. */
    public int runOnce() throws InterruptedException {
        try {
            if (!lock.acquireOrConfirm()) {
                sentAtMillis.clear();
                return 0;
            }
            long nowMillis = clock.millis();
            sentAtMillis.values().removeIf(at -> nowMillis - at >= resendAfter.toMillis());
            int most = Math.min(UNANSWERED_MAX, sentAtMillis.size() + HOLDS_MAX);
            List<DueHoldStore.DueHold> unanswered = transactions
                    .runRepeatable(connection -> store.readInTx(connection, nowMillis, commandTopic, most));
            sentAtMillis.keySet().retainAll(Set.copyOf(unanswered));
            List<DueHoldStore.DueHold> due = unanswered.stream()
                    .filter(hold -> !sentAtMillis.containsKey(hold))
                    .toList();
            send(due);
            due.forEach(hold -> sentAtMillis.put(hold, nowMillis));
            return due.size();
        } catch (SQLException failure) {
            LOG.atWarn().addKeyValue("cause", SqlFault.describe(failure)).log("due holds cannot be read");
        } catch (ExecutionException | KafkaException failure) {
            LOG.atWarn().addKeyValue("cause", String.valueOf(failure.getMessage())).log("due holds cannot be sent");
        }
        return 0;
    }

    /** Lets another worker be the sender. */
    public void close() {
        lock.close();
    }

    private void send(List<DueHoldStore.DueHold> due) throws ExecutionException, InterruptedException {
        List<Future<?>> sent = due.stream()
                .<Future<?>>map(hold -> producer.send(new ProducerRecord<>(commandTopic,
                        hold.sourcePartition(), hold.accountUuid().getBytes(StandardCharsets.US_ASCII),
                        ExpireCommand.encode(hold.accountUuid(), hold.holdId(), hold.expiresAtMillis()))))
                .toList();
        for (Future<?> one : sent) {
            one.get();
        }
    }
}
