package dev.accountrisk.backfill;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Makes readers of ranges, out of consumers of no group. */
@FunctionalInterface
interface Consumers {
    /** How long a broker may wait for records before it says that there are none. */
    int FETCH_WAIT_MILLIS = 5;

    /** A reader; closing it is up to the caller. */
    RangeReader read(Range range, Gate gate);

    /**
     * A consumer for each reader, to be used by threads at once.
     *
     * @param client how to reach the broker
     */
    static Consumers of(Map<String, Object> client) {
        return (range, gate) -> {
            KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(LoneConsumer.configuration(client));
            return new RangeReader(consumer, consumer::close, range, gate.stop());
        };
    }

    /** One consumer for one reader after another, of one thread: to make one takes longer than to read a few records. */
    static Consumers one(KafkaConsumer<byte[], byte[]> consumer) {
        return (range, gate) -> new RangeReader(consumer, () -> {}, range, gate.stop());
    }

    /**
     * Configures such a one. A consumer asks a broker for more before it is asked itself, and a question that waits for records
     * of the partition before would keep the next partition waiting.
     */
    static Map<String, Object> promptConfiguration(Map<String, Object> client) {
        Map<String, Object> configuration = LoneConsumer.configuration(client);
        configuration.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        return configuration;
    }
}
