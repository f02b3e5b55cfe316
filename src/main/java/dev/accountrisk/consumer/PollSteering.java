package dev.accountrisk.consumer;

import dev.accountrisk.consumer.budget.PollBudget;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;

/** Calls a handler around each poll of one consumer, and limits what a failed poll harms to the partitions that it concerns. */
final class PollSteering {
    /** How soon a partition that takes no records is checked again. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final PollBudget budget;
    private final PollHandler handler;
    private final Membership membership;
    private final PollFailures failures;

    PollSteering(PollBudget budget, PollHandler handler, Membership membership) {
        this.budget = budget;
        this.handler = handler;
        this.membership = membership;
        this.failures = new PollFailures(handler, membership);
    }

    /**
     * Polls once.
     *
     * @param timeout how long the poll may wait for records
     * @param poll    the client's own poll
     */
    ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration timeout,
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll) {
        boolean mayWait = prepare(consumer);
        budget.renew();
        ConsumerRecords<byte[], byte[]> polled = pollOrHandle(consumer, mayWait ? timeout : Duration.ZERO, poll);
        handler.afterPoll(polled);
        if (!mayWait && polled.isEmpty()) {
            // the client itself would not wait: it spins while it holds records of a paused partition
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return polled;
    }

    /** Whatever fails here ends the consumer, and is named as a failed poll is. */
    private boolean prepare(Consumer<byte[], byte[]> consumer) {
        try {
            return handler.beforePoll(consumer);
        } catch (WakeupException | InterruptException ending) {
            throw ending;
        } catch (RuntimeException failure) {
            membership.failed(consumer, Causes.innermost(failure));
            throw failure;
        }
    }

    private ConsumerRecords<byte[], byte[]> pollOrHandle(Consumer<byte[], byte[]> consumer, Duration timeout,
            Function<Duration, ConsumerRecords<byte[], byte[]>> poll) {
        try {
            ConsumerRecords<byte[], byte[]> polled = poll.apply(timeout);
            failures.over();
            membership.polled(consumer, consumer.groupMetadata().generationId());
            return polled;
        } catch (NoOffsetForPartitionException notToldYet) {
            // the client looks up committed offsets in the background, and may find none before the listener is called
            return ConsumerRecords.empty();
        } catch (WakeupException | InterruptException ending) {
            throw ending;
        } catch (KafkaException | IllegalStateException | LinkageError failure) {
            if (!failures.handle(failure, consumer)) {
                throw failure;
            }
            return ConsumerRecords.empty();
        }
    }
}
