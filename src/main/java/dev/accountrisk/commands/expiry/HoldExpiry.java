package dev.accountrisk.commands.expiry;

import dev.accountrisk.commands.expiry.DueHoldStore.DueHold;
import dev.accountrisk.commands.expiry.DueHoldStore.DuePage;
import dev.accountrisk.commands.expiry.ExpireSender.Result;
import dev.accountrisk.database.NamedLock;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.position.PausedPartitions;
import dev.accountrisk.outbox.Destination;
import dev.accountrisk.text.LastCause;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an {@code EXPIRE} for each hold that is due. The database's clock decides what is due. One worker at a time sends, and
 * remembers what it has sent. When it dies, another sends the same command under the same id, which takes effect once.
 *
 * <p>It goes through the due holds again and again, a page at a time. One partition does not delay the others: not if it takes no
 * command, and not if it gives no answers. A command without an answer is sent again after growing pauses, but not while its
 * partition is paused or stopped.
 */
public final class HoldExpiry {
    private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);
    private static final int PAGE_HOLDS = 5_000;
    /** A round that finds nothing to send reads at most this many pages. */
    private static final int PAGES_MAX = 20;
    /** At most this many commands may wait for their answer, each partition with the same share. They are in memory. */
    private static final int UNANSWERED_MAX = 50_000;

    private final Transactions transactions;
    private final NamedLock lock;
    private final ExpireSender sender;
    private final String commandTopic;
    private final IntPredicate stopped;
    private final Destination destination;
    private final DueHoldStore store = new DueHoldStore();
    private final PausedPartitions pausedPartitions = new PausedPartitions();
    private final Unanswered unanswered = new Unanswered();
    private final SendPauses pauses = new SendPauses();
    private final LastCause trouble = new LastCause();
    private DueHold after = DueHold.BEFORE_ALL;
    private volatile long overdueMillis;

    private record Read(DuePage page, PausedPartitions.Snapshot paused) {}

    /**
     * Makes the sender. It does nothing until a round runs.
     *
     * @param stopped     whether this worker knows that it does not apply a partition of the commands
     * @param destination is asked before anything is sent
     */
    public HoldExpiry(Transactions transactions, NamedLock lock, Producer<byte[], byte[]> producer, String commandTopic,
            IntPredicate stopped, Destination destination) {
        this.transactions = transactions;
        this.lock = lock;
        this.sender = new ExpireSender(producer, commandTopic);
        this.commandTopic = commandTopic;
        this.stopped = stopped;
        this.destination = destination;
    }

    /** Runs one bounded round. Returns how many commands were handed to the producer. */
    public int runOnce() {
        try {
            if (!lock.acquireOrConfirm()) {
                after = DueHold.BEFORE_ALL;
                unanswered.forgetAll();
                overdueMillis = 0;
                return 0;
            }
            handleResults();
            int sent = 0;
            for (int page = 0; page < PAGES_MAX && sent == 0; page++) {
                sent = sendPage();
                if (after.equals(DueHold.BEFORE_ALL)) {
                    break;
                }
            }
            if (pauses.isEmpty() && trouble.ends()) {
                LOG.info("due holds are expired again");
            }
            return sent;
        } catch (SQLException failure) {
            warn(SqlFault.describe(failure));
        } catch (KafkaException failure) {
            warn(describe(failure));
        }
        return 0;
    }

    /** For how many seconds the hold has been due that has waited longest. Zero if none waits, or another worker sends. */
    public double overdueSeconds() {
        return overdueMillis / (double) TimeUnit.SECONDS.toMillis(1);
    }

    /** Lets another worker send. The producer stays open: its factory closes it. */
    public void close() {
        lock.close();
    }

    private int sendPage() throws SQLException {
        DueHold from = after;
        Read read = transactions.runRepeatable(connection -> new Read(
                store.readInTx(connection, commandTopic, from, PAGE_HOLDS), pausedPartitions.readInTx(connection)));
        DuePage page = read.page();
        if (from.equals(DueHold.BEFORE_ALL)) {
            overdueMillis = page.holds().isEmpty() ? 0 : page.nowMillis() - page.holds().getFirst().expiresAtMillis();
        }
        unanswered.forgetAnswered(from, page);
        int sent = send(page, read.paused());
        after = page.isLast() ? DueHold.BEFORE_ALL : page.holds().getLast();
        return sent;
    }

    private int send(DuePage page, PausedPartitions.Snapshot paused) {
        long nowNanos = System.nanoTime();
        List<DueHold> due = page.holds().stream().filter(hold -> unanswered.isDue(hold, nowNanos)).toList();
        if (due.isEmpty()) {
            return 0;
        }
        destination.require();
        int partitions = sender.partitions();
        int sent = 0;
        for (DueHold hold : due) {
            int partition = hold.sourcePartition();
            boolean again = unanswered.has(hold);
            if (again && (stopped.test(partition) || paused.why(commandTopic, partition).isPresent())) {
                unanswered.postpone(hold, nowNanos);
            } else if ((again || unanswered.count(partition) < UNANSWERED_MAX / partitions)
                    && pauses.take(partition, nowNanos)) {
                unanswered.sent(hold, nowNanos);
                sender.send(hold, partitions, page.nowMillis());
                sent++;
            }
        }
        return sent;
    }

    private void handleResults() {
        Map<Integer, Exception> failed = new HashMap<>();
        for (Result result : sender.takeResults()) {
            int partition = result.hold().sourcePartition();
            Exception failure = result.failure();
            if (failure == null) {
                pauses.succeeded(partition);
            } else {
                unanswered.forget(result.hold());
                failed.put(partition, failure);
            }
        }
        long nowNanos = System.nanoTime();
        failed.keySet().forEach(partition -> pauses.failed(partition, nowNanos));
        failed.values().stream().findFirst().ifPresent(failure -> warn(describe(failure)));
    }

    private void warn(String cause) {
        if (trouble.changesTo(cause)) {
            LOG.atWarn()
                    .addKeyValue("cause", cause)
                    .log("due holds are not expired: they stay open, and are tried again until it succeeds");
        }
    }

    private static String describe(Exception failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }
}
