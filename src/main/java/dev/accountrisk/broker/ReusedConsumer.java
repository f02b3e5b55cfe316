package dev.accountrisk.broker;

import dev.accountrisk.consumer.budget.BudgetedConsumer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** One consumer for one reader after another. Belongs to one thread. */
public final class ReusedConsumer implements LogSource, AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);
    /**
     * How long a broker may wait for records before it answers that there are none. A consumer fetches ahead: a fetch that waits
     * for records of one partition would delay the first fetch of the next.
     */
    private static final int FETCH_WAIT_MILLIS = 5;

    private final Consumer<byte[], byte[]> consumer;

    private ReusedConsumer(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** Opens a consumer that already knows where the partitions of these topics are. */
    static ReusedConsumer open(Map<String, Object> configuration, Collection<String> topics) throws BrokerException {
        Map<String, Object> prompt = new HashMap<>(configuration);
        prompt.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        BudgetedConsumer consumer = new BudgetedConsumer(prompt);
        try {
            topics.forEach(topic -> consumer.partitionsFor(topic, ANSWER_MAX));
        } catch (KafkaException failure) {
            close(consumer);
            throw new BrokerException("the partitions of " + topics, failure);
        }
        return new ReusedConsumer(consumer);
    }

    @Override
    public LogReader open(TopicPartition partition, long from, long until) {
        return new LogReader(consumer, () -> {}, partition, from, until);
    }

    @Override
    public void close() {
        close(consumer);
    }

    static void close(Consumer<?, ?> consumer) {
        consumer.close(CloseOptions.timeout(CLOSE_MAX));
    }
}
