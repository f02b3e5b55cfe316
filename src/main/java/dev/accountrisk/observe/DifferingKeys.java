package dev.accountrisk.observe;

import dev.accountrisk.mapping.key.KeyObserver;
import dev.accountrisk.mapping.key.SeenKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names accounts of which records with different keys arrive. A broker puts different keys into different partitions, and between
 * partitions there is no order. What one process reads it notices itself; {@link KeyComparison} notices the rest.
 */
public final class DifferingKeys {
    private static final Logger LOG = LoggerFactory.getLogger(DifferingKeys.class);
    private static final long NAMED_MAX = 20;
    private static final int WAITING_MAX = 10_000;

    private final MeterRegistry registry;
    private final AtomicLong named = new AtomicLong();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

    public DifferingKeys(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * A key that is to be compared with those of other workers.
     *
     * @param topic the setting of the topic, such as {@code risk-updates}
     */
    record Waiting(String topic, SeenKey key) {}

    /** Who learns of the keys of a topic. */
    public KeyObserver of(String topic) {
        return new KeyObserver() {
            @Override
            public void appeared(SeenKey key) {
                await(new Waiting(topic, key));
            }

            @Override
            public void differed(SeenKey before, SeenKey now) {
                report(topic, before, now);
            }
        };
    }

    /** Lets a key wait, unless too many do: it then waits when its account appears again. */
    void await(Waiting key) {
        var _ = waiting.offer(key);
    }

    /** Takes some of the keys that wait. */
    List<Waiting> take(int most) {
        List<Waiting> taken = new ArrayList<>();
        waiting.drainTo(taken, most);
        return taken;
    }

    void report(String topic, SeenKey before, SeenKey now) {
        registry.counter("account.risk.keys.differing", "topic", topic).increment();
        if (named.incrementAndGet() <= NAMED_MAX) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("account", now.account())
                    .addKeyValue("partitions", before.partition() + ", " + now.partition())
                    .log("records of one account have different keys: they may lie in several partitions, where no order is"
                            + " promised. Let the producer write one key for each account");
        }
    }
}
