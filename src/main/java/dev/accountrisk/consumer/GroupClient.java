package dev.accountrisk.consumer;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * What is needed to make consumers.
 *
 * @param configuration how to reach the broker, and the settings of a consumer that an operator may choose
 * @param customizer    applies Spring's customizers of consumer factories
 */
public record GroupClient(Map<String, Object> configuration, Consumer<DefaultKafkaConsumerFactory<?, ?>> customizer) {
    /** The group's id. */
    public String group() {
        return String.valueOf(configuration.get(ConsumerConfig.GROUP_ID_CONFIG));
    }
}
