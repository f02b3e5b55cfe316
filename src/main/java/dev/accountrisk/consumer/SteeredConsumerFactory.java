package dev.accountrisk.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Makes steered consumers as Spring makes any other: its customizers and listeners apply. */
final class SteeredConsumerFactory extends DefaultKafkaConsumerFactory<byte[], byte[]> {
    private final Function<Map<String, Object>, SteeredConsumer> newConsumer;

    /** @param clientConfiguration how to reach the broker, and the settings of the consumer that an operator may choose */
    SteeredConsumerFactory(Map<String, Object> clientConfiguration,
            Function<Map<String, Object>, SteeredConsumer> newConsumer) {
        super(complete(clientConfiguration));
        this.newConsumer = newConsumer;
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> configuration) {
        return newConsumer.apply(configuration);
    }

    /** Adds the settings that an operator may not choose, because a guarantee depends on each. */
    private static Map<String, Object> complete(Map<String, Object> clientConfiguration) {
        Map<String, Object> configuration = new HashMap<>(clientConfiguration);
        configuration.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        configuration.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        configuration.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        if (GroupProtocol.CONSUMER.name()
                .equalsIgnoreCase(
                        String.valueOf(configuration.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)))) {
            // each thread gets partitions of both topics; the other assignor may give all partitions of the busy topic to one thread
            configuration.putIfAbsent(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        }
        return configuration;
    }
}
