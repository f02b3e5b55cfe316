package dev.accountrisk.observe;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names accounts of which records with different keys arrive. A broker puts different keys into different partitions, and between
 * partitions there is no order.
 */
public final class DifferingKeys {
    private static final Logger LOG = LoggerFactory.getLogger(DifferingKeys.class);
    private static final long NAMED_MAX = 20;

    private final MeterRegistry registry;
    private final AtomicLong named = new AtomicLong();

    public DifferingKeys(MeterRegistry registry) {
        this.registry = registry;
    }

    /** An account of this topic has a second key. */
    public void seen(String topic, String account) {
        registry.counter("account.risk.keys.differing", "topic", topic).increment();
        if (named.incrementAndGet() <= NAMED_MAX) {
            LOG.atWarn()
                    .addKeyValue("topic", topic)
                    .addKeyValue("account", account)
                    .log("records of one account have different keys: they may lie in several partitions, where no order is"
                            + " promised. Let the producer write one key for each account");
        }
    }
}
