package dev.accountrisk.consumer;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * What consumers are made with.
 *
 * @param configuration how to reach the broker, and what of a consumer the operator may choose
 * @param customizer    applies Spring's customizers of consumer factories
 */
public record GroupClient(Map<String, Object> configuration, Consumer<DefaultKafkaConsumerFactory<?, ?>> customizer) {
    /** The group's id. */
    public String group() {
        return String.valueOf(configuration.get(ConsumerConfig.GROUP_ID_CONFIG));
    }
}
