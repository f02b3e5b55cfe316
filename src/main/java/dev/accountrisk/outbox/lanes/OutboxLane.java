package dev.accountrisk.outbox.lanes;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * The lane of an account. All events of an account are in one lane, whichever partition, release or job they come from.
 *
 * <p>The lane is what the default partitioner of Kafka's Java client would answer for a topic of {@link #COUNT} partitions. So if Java
 * clients fill a source topic, and that number divides its partitions, then all accounts of a partition are in one lane, and a batch
 * needs no more rows than without lanes. Other clients hash otherwise: then a batch has up to {@link #COUNT} rows for a partition.
 */
public final class OutboxLane {
    /** How many lanes there are. Rows that wait were divided by it, so it cannot change while there are any. */
    public static final int COUNT = 4;

    private OutboxLane() {}

    /** The lane of an account, from 0 on. */
    public static int of(String accountUuid) {
        return Utils.toPositive(Utils.murmur2(accountUuid.getBytes(StandardCharsets.UTF_8))) % COUNT;
    }
}
