package dev.accountrisk.consumer;

import dev.accountrisk.text.LastCause;
import dev.accountrisk.threads.VitalThreads;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Keeps a container of consumers running. It replaces a container that ended, with growing pauses, because a member of a group can
 * fail for good, for example after the broker denied it the group for a moment.
 */
public final class GroupConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupConsumer.class);
    private static final long TICK_MILLIS = 250;
    private static final ExponentialBackOff PAUSES = new ExponentialBackOff(1_000, 2);

    static {
        PAUSES.setMaxInterval(15_000);
    }

    private final Consumption consumption;
    private final SteeredConsumerFactory consumers;
    private final Membership membership = new Membership();
    private final VitalThreads threads;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("consumer-supervisor").daemon().factory());
    private @Nullable ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private BackOffExecution pauses = PAUSES.start();
    private long startAtNanos = System.nanoTime();
    private final LastCause trouble = new LastCause();
    private volatile boolean dead;

    /**
     * Makes it. It consumes nothing until it is started.
     *
     * @param threads where a consumer is noted that died
     */
    public GroupConsumer(GroupClient client, Consumption consumption, VitalThreads threads) {
        this.consumption = consumption;
        this.consumers = new SteeredConsumerFactory(client.configuration(), consumption.handlers(), membership);
        client.customizer().accept(consumers);
        this.threads = threads;
    }

    /** Starts to consume. */
    public void start() {
        var _ = scheduler.scheduleWithFixedDelay(threads.guard("consumer-supervisor", this::tick), 0, TICK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Why this worker is no member of the group, or an empty text. */
    public String problem() {
        return membership.problem();
    }

    /** Runs one check: starts a container, or replaces one that ended. */
    private synchronized void tick() {
        if (dead || scheduler.isShutdown()) {
            return;
        }
        if (container == null) {
            startWhenDue();
        } else if (hasEnded(container)) {
            // its last poll says why
            replace("");
        } else if (membership.problem().isEmpty()) {
            pauses = PAUSES.start();
            var _ = trouble.ends();
        }
    }

    private void startWhenDue() {
        if (System.nanoTime() - startAtNanos < 0) {
            return;
        }
        ConcurrentMessageListenerContainer<byte[], byte[]> fresh = consumption.newContainer(consumers);
        fresh.setApplicationEventPublisher(this::heard);
        container = fresh;
        try {
            fresh.start();
        } catch (KafkaException notMade) {
            replace(Causes.innermost(notMade));
        }
    }

    private static boolean hasEnded(ConcurrentMessageListenerContainer<?, ?> container) {
        return !container.isRunning() || container.getContainers().stream().anyMatch(child -> !child.isRunning());
    }

    private void replace(String cause) {
        stopContainer();
        membership.ended(cause);
        long pauseMillis = pauses.nextBackOff();
        startAtNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        String why = membership.lastFailure();
        if (trouble.changesTo(why)) {
            LOG.atWarn()
                    .addKeyValue("cause", why)
                    .log("this worker consumes nothing: its consumer ended; a new one is started until one stays");
        }
    }

    private void stopContainer() {
        if (container != null) {
            container.stop();
            container = null;
            consumption.ended().run();
        }
    }

    private void heard(Object event) {
        if (event instanceof ConsumerStoppedEvent stopped
                && stopped.getReason() == ConsumerStoppedEvent.Reason.ERROR) {
            dead = true;
            threads.died("consumer", new IllegalStateException("it ended with an error, which the log has"));
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        synchronized (this) {
            stopContainer();
        }
    }
}
