package dev.accountrisk.outbox;

import dev.accountrisk.database.SqlFault;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.outbox.lanes.RelayLanes;
import dev.accountrisk.text.LastCause;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the rows of the outbox, those of each lane oldest first, and deletes them when the broker has acknowledged all of them. One
 * worker at a time relays a lane. A row may be sent again, with the same ids: a consumer that drops repeated ids sees each event
 * once and in order. Events go first, and parked records a few at a time, so that a flood of parked records does not delay the
 * events. Parked records have no order among accounts, so they have no lane: the holder of the first lane sends them.
 */
public final class OutboxRelay {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int EVENT_ROWS_MAX = 256;
    /** One row may come on top. With the rows it bounds what the relay keeps, before the rows are unpacked one by one. */
    private static final long EVENT_BYTES_MAX = 1L << 20;
    private static final int PARKED_ROWS_MAX = 50;
    /** Parked records per round. Events wait for one round at most. */
    private static final int PARKED_RECORDS_MAX = 1_000;
    private static final long PARKED_BYTES_MAX = 16L << 20;

    private final RelayLanes lanes;
    private final EventSender events;
    private final ParkedSender parked;
    private final RelayObserver observer;
    private final Destination destination;
    private final OutboxQueue queue;
    private final FailedLanes failed = new FailedLanes();
    private final LastCause trouble = new LastCause();

    /**
     * Makes the relay. It does nothing until a round runs.
     *
     * @param producer    answers the same producer each time, and makes it when it is first asked
     * @param destination is asked before anything is sent
     */
    public OutboxRelay(Transactions transactions, RelayLanes lanes, Supplier<Producer<byte[], byte[]>> producer,
            RelaySettings settings, RelayObserver observer, Destination destination) {
        this.lanes = lanes;
        this.events = new EventSender(producer, settings);
        this.parked = new ParkedSender(transactions, producer, settings, observer);
        this.observer = observer;
        this.destination = destination;
        this.queue = new OutboxQueue(transactions);
    }

    /** Runs one bounded round. Its result says when to run the next. */
    public Round runOnce() throws InterruptedException {
        try {
            List<Integer> held = lanes.ofThisRound();
            if (held.isEmpty()) {
                var _ = trouble.ends();
                return Round.NOT_MINE;
            }
            List<Integer> due = failed.due(held, System.nanoTime());
            Round events = due.isEmpty() ? Round.EMPTY : sendEvents(due);
            Round parkedRecords = held.contains(RelayLanes.FIRST) ? sendParked() : Round.EMPTY;
            if (failed.isEmpty() && trouble.ends()) {
                LOG.info("the outbox is sent again");
            }
            return Round.of(events, parkedRecords);
        } catch (SQLException failure) {
            warn(SqlFault.describe(failure), "the outbox cannot be read or cleared: events wait in it and are retried");
            return Round.FAILED;
        } catch (KafkaException failure) {
            warn(describe(failure), "the outbox cannot be sent: its rows wait and are retried");
            return Round.FAILED;
        }
    }

    /** What the producer says, why the cluster is refused, or what is wrong with a row. */
    private static String describe(RuntimeException failure) {
        return failure instanceof KafkaException && failure.getCause() != null
                ? failure.getCause().toString()
                : String.valueOf(failure.getMessage());
    }

    private void warn(String cause, String text) {
        if (trouble.changesTo(cause)) {
            LOG.atWarn().addKeyValue("cause", cause).log(text);
        }
    }

    /** The result of a round. */
    public enum Round {
        /** Sent something, and there is more. */
        SENT,
        /** Sent all that there was. */
        SENT_ALL,
        /** Nothing that there was could be sent. */
        FAILED,
        /** There was nothing to send. */
        EMPTY,
        /** Other workers relay all lanes. */
        NOT_MINE;

        /** The result of a whole round: of its two parts, the constant that comes first. */
        private static Round of(Round events, Round parked) {
            return events.compareTo(parked) <= 0 ? events : parked;
        }
    }

    /** Lets other workers relay. */
    public void close() {
        lanes.close();
    }

    private Round sendEvents(List<Integer> due) throws SQLException {
        RowSequences rows = queue.readEvents(due, EVENT_ROWS_MAX, EVENT_BYTES_MAX);
        if (!rows.isEmpty()) {
            destination.require();
        }
        EventSender.Sent sent = rows.isEmpty() ? EventSender.Sent.NOTHING : events.send(rows);
        observer.relayed(sent.events(), 0);
        queue.acknowledge(sent.rows());
        note(due, sent);
        if (rows.isEmpty()) {
            return Round.EMPTY;
        }
        if (sent.rows().isEmpty()) {
            return Round.FAILED;
        }
        return rows.isCut() ? Round.SENT : Round.SENT_ALL;
    }

    private void note(List<Integer> tried, EventSender.Sent sent) {
        SortedMap<Integer, String> causes = new TreeMap<>();
        sent.failures().forEach((lane, failure) -> causes.put(lane, describe(failure)));
        failed.note(tried, causes, !sent.rows().isEmpty(), System.nanoTime());
        if (!failed.isEmpty() && trouble.changesTo(failed.cause())) {
            LOG.atWarn()
                    .addKeyValue("lanes", failed.lanes())
                    .addKeyValue("cause", failed.cause())
                    .log("the outbox cannot be sent: the rows of these lanes wait and are retried");
        }
    }

    private Round sendParked() throws SQLException, InterruptedException {
        List<OutboxRow> found = queue.readParked(PARKED_ROWS_MAX);
        List<OutboxRow> rows = firstRecords(found);
        if (rows.isEmpty()) {
            return Round.EMPTY;
        }
        destination.require();
        observer.relayed(0, parked.send(rows));
        queue.acknowledge(rows);
        return rows.size() < found.size() || found.size() == PARKED_ROWS_MAX ? Round.SENT : Round.SENT_ALL;
    }

    private static List<OutboxRow> firstRecords(List<OutboxRow> rows) {
        long records = 0;
        long bytes = 0;
        for (int count = 0; count < rows.size(); count++) {
            if (PayloadJson.unpack(rows.get(count)) instanceof OutboxPayload.Parked payload) {
                if (count > 0 && payload.bytes() > PARKED_BYTES_MAX - bytes) {
                    return rows.subList(0, count);
                }
                records += payload.offsets().size();
                bytes += payload.bytes();
            }
            if (records >= PARKED_RECORDS_MAX || bytes >= PARKED_BYTES_MAX) {
                return rows.subList(0, count + 1);
            }
        }
        return rows;
    }
}
