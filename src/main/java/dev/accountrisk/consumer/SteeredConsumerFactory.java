package dev.accountrisk.consumer;

import dev.accountrisk.consumer.budget.PollBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** Makes consumers whose polls go through {@link PollSteering}. Spring's customizers, listeners and metrics apply to them. */
final class SteeredConsumerFactory extends DefaultKafkaConsumerFactory<byte[], byte[]> {
    private final Supplier<PollHandler> handlers;
    private final Membership membership;

    /**
     * Makes the factory.
     *
     * @param clientConfiguration how to reach the broker, and the settings of the consumer that an operator may choose
     * @param handlers            makes the handler of a new consumer's polls
     */
    SteeredConsumerFactory(Map<String, Object> clientConfiguration, Supplier<PollHandler> handlers,
            Membership membership) {
        super(complete(clientConfiguration));
        this.handlers = handlers;
        this.membership = membership;
    }

    @Override
    protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> configuration) {
        PollBudget budget = new PollBudget();
        Consumer<byte[], byte[]> consumer = new SteeredConsumer(budget.addTo(configuration),
                new PollSteering(budget, handlers.get(), membership));
        membership.began(consumer);
        return consumer;
    }

    /** Spring's own consumer, which notifies the factory's listeners when it is made and closed. */
    private final class SteeredConsumer extends ExtendedKafkaConsumer {
        private final PollSteering steering;

        private SteeredConsumer(Map<String, Object> configuration, PollSteering steering) {
            super(configuration);
            this.steering = steering;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            return steering.poll(this, timeout, super::poll);
        }
    }

    /** Adds the settings that an operator may not choose, because a guarantee depends on each. */
    private static Map<String, Object> complete(Map<String, Object> clientConfiguration) {
        Map<String, Object> configuration = new HashMap<>(clientConfiguration);
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
