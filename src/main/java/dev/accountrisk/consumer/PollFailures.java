package dev.accountrisk.consumer;

import dev.accountrisk.text.LastCause;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Decides what a failed poll means. A failure that concerns partitions halts those and no other. After a temporary failure the
 * consumer polls again after a pause. Any other failure ends the consumer, which is then replaced. Belongs to one consumer's thread.
 */
final class PollFailures {
    private static final Logger LOG = LoggerFactory.getLogger(PollFailures.class);
    /** The group may take a partition from the client between two steps of a poll. The next poll reports it. */
    private static final String NO_ASSIGNMENT = "No current assignment for partition";
    /** A failure that comes back sooner is the same one: a topic that may not be read fails only while a partition is tried. */
    private static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final ExponentialBackOff PAUSES = new ExponentialBackOff(100, 2);

    static {
        PAUSES.setMaxInterval(2_000);
    }

    private final PollHandler handler;
    private final Membership membership;
    private BackOffExecution pauses = PAUSES.start();
    private final LastCause logged = new LastCause();
    private String lastCause = "";
    private long failedAtNanos;

    PollFailures(PollHandler handler, Membership membership) {
        this.handler = handler;
        this.membership = membership;
    }

    /** A poll succeeded. */
    void over() {
        if (!lastCause.isEmpty()) {
            lastCause = "";
            pauses = PAUSES.start();
        }
        if (System.nanoTime() - failedAtNanos >= CALM_NANOS) {
            var _ = logged.ends();
        }
    }

    /** Handles a failure; returns false if it must end the consumer. */
    boolean handle(Throwable failure, Consumer<?, ?> consumer) {
        String cause = Causes.innermost(failure);
        if (failure instanceof IllegalStateException) {
            boolean lost = String.valueOf(failure.getMessage()).startsWith(NO_ASSIGNMENT);
            if (lost) {
                pause(cause);
            }
            return lost;
        }
        if (failure instanceof InvalidOffsetException invalid) {
            invalid.partitions().forEach(id -> handler.positionLost(id, cause));
            // until they are opened again: a consumer without a valid position fails to poll
            consumer.seekToBeginning(invalid.partitions());
            return true;
        }
        Optional<TopicPartition> unreadable = partitionOf(failure, consumer.assignment());
        if (unreadable.isPresent()) {
            long offset = failure instanceof RecordDeserializationException record
                    ? record.offset()
                    : consumer.position(unreadable.get());
            // a library that cannot be loaded first fails without a name, and later with a name but without a cause
            stop(unreadable.get(), consumer, "the records from offset " + offset + " on cannot be read: "
                    + (failure.getCause() == null && !lastCause.isEmpty() ? lastCause : cause)
                    + "; if nobody can read them, positions move --skip-records leaves them out");
            return true;
        }
        membership.failed(consumer, cause);
        if (failure instanceof TopicAuthorizationException denied) {
            consumer.assignment()
                    .stream()
                    .filter(id -> denied.unauthorizedTopics().contains(id.topic()))
                    .forEach(id -> stop(id, consumer, cause));
        } else if (!(failure instanceof RetriableException || failure instanceof LinkageError)) {
            return false;
        }
        pause(cause);
        return true;
    }

    private void pause(String cause) {
        lastCause = cause;
        failedAtNanos = System.nanoTime();
        if (logged.changesTo(cause)) {
            LOG.warn("a poll failed, and is tried again: {}", cause);
        }
        try {
            Thread.sleep(pauses.nextBackOff());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(TopicPartition id, Consumer<?, ?> consumer, String cause) {
        handler.unreadable(id, cause);
        // until it is opened again: a consumer without a position fails to poll, and one that does not move keeps the bytes that it
        // has fetched
        consumer.seekToBeginning(List.of(id));
    }

    /** The partition that a failure concerns: the client names it in a field or in the text of an exception. */
    static Optional<TopicPartition> partitionOf(Throwable failure, Collection<TopicPartition> assigned) {
        if (failure instanceof RetriableException) {
            return Optional.empty();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordDeserializationException record) {
                return Optional.of(record.topicPartition());
            }
            String text = String.valueOf(cause.getMessage());
            Optional<TopicPartition> named = assigned.stream().filter(id -> names(text, id)).findFirst();
            if (named.isPresent()) {
                return named;
            }
        }
        return Optional.empty();
    }

    private static boolean names(String text, TopicPartition id) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(id.toString()) + "(?!\\d)").matcher(text).find();
    }
}
