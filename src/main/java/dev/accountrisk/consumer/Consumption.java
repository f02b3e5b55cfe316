package dev.accountrisk.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import org.springframework.kafka.listener.BatchConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;

/**
 * What is consumed, how, and who is notified.
 *
 * @param threads     how many consumers there are, each with a thread and partitions of its own
 * @param poll        how long a poll waits for records
 * @param endMax      how long the end waits for the consumers
 * @param handlers    makes the handler of a new consumer's polls
 * @param listener    gets the polled records
 * @param assignments is notified of assigned and revoked partitions
 * @param ended       runs when no consumer is left
 */
public record Consumption(Collection<String> topics, int threads, Duration poll, Duration endMax,
        Supplier<PollHandler> handlers, BatchConsumerAwareMessageListener<byte[], byte[]> listener,
        ConsumerAwareRebalanceListener assignments, Runnable ended) {

    ConcurrentMessageListenerContainer<byte[], byte[]> newContainer(SteeredConsumerFactory consumers) {
        ContainerProperties properties = new ContainerProperties(topics.toArray(String[]::new));
        properties.setMessageListener(listener);
        properties.setConsumerRebalanceListener(assignments);
        properties.setAckMode(AckMode.MANUAL);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setShutdownTimeout(endMax.toMillis());
        properties.setPollTimeout(poll.toMillis());
        ConcurrentMessageListenerContainer<byte[], byte[]> container = new ConcurrentMessageListenerContainer<>(
                consumers, properties);
        container.setConcurrency(threads);
        // a failed poll that is about partitions never comes here; every other one ends the container, which is replaced
        container.setCommonErrorHandler(new QuietStop());
        container.setBeanName("live");
        return container;
    }
}
