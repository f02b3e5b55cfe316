package dev.accountrisk.ingest.partition;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** Logs the troubles of one partition, each change once, and says when to try again. Guarded by its partition's lock. */
final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);
    private static final ExponentialBackOff PAUSES = pauses();

    private final TopicPartition partition;
    private BackOffExecution pauses = PAUSES.start();
    private @Nullable PartitionStatus logged;

    Troubles(TopicPartition partition) {
        this.partition = partition;
    }

    private static ExponentialBackOff pauses() {
        ExponentialBackOff growing = new ExponentialBackOff(200, 2);
        growing.setJitter(50);
        growing.setMaxInterval(5_000);
        return growing;
    }

    /** Logs a trouble unless it is the one logged last, and returns when to try again. */
    long begin(PartitionStatus trouble) {
        PartitionStatus comparable = trouble.withoutNumbers();
        if (!comparable.equals(logged)) {
            logged = comparable;
            switch (trouble.phase()) {
                case STOPPED -> LOG.atError()
                        .addKeyValue("partition", partition)
                        .addKeyValue("cause", trouble.cause())
                        .log("partition stopped: nothing of it is applied until a person removes the cause; then it resumes by itself");
                case WAITING -> LOG.atWarn()
                        .addKeyValue("partition", partition)
                        .addKeyValue("cause", trouble.cause())
                        .log("partition waiting: nothing of it is applied; the worker tries again until it succeeds");
                case OPENING, RUNNING -> throw new IllegalStateException("bug: " + trouble + " is no trouble");
            }
        }
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauses.nextBackOff());
    }

    /** The partition works again. */
    void end() {
        pauses = PAUSES.start();
        if (logged != null) {
            logged = null;
            LOG.atInfo().addKeyValue("partition", partition).log("partition resumed");
        }
    }
}
