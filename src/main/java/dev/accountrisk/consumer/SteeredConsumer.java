package dev.accountrisk.consumer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/** A consumer that calls its handler around each poll, and whose failed polls harm only the partitions that they concern. */
final class SteeredConsumer extends KafkaConsumer<byte[], byte[]> {
    /** How soon a partition that takes no records is checked again. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final PollBudget budget;
    private final PollHandler handler;
    private final Membership membership;
    private final PollFailures failures;

    SteeredConsumer(Map<String, Object> configuration, PollBudget budget, PollHandler handler, Membership membership) {
        super(configuration, budget.keys(), budget.values());
        this.budget = budget;
        this.handler = handler;
        this.membership = membership;
        this.failures = new PollFailures(handler, membership);
        membership.began(this);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        boolean mayWait = handler.beforePoll(this);
        budget.renew();
        ConsumerRecords<byte[], byte[]> polled = pollOrHandle(mayWait ? timeout : Duration.ZERO);
        handler.afterPoll(polled);
        if (!mayWait && polled.isEmpty()) {
            // the client itself would not wait: it spins while it holds records of a paused partition
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return polled;
    }

    private ConsumerRecords<byte[], byte[]> pollOrHandle(Duration timeout) {
        try {
            ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
            failures.over();
            membership.polled(this, groupMetadata().generationId());
            return polled;
        } catch (NoOffsetForPartitionException notToldYet) {
            // the client looks up committed offsets in the background, and may find none before the listener is called
            return ConsumerRecords.empty();
        } catch (WakeupException | InterruptException ending) {
            throw ending;
        } catch (KafkaException | LinkageError failure) {
            if (!failures.handle(failure, this)) {
                throw failure;
            }
            return ConsumerRecords.empty();
        }
    }
}
