package dev.accountrisk.ingest;

import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** Pauses through the listener container. */
final class ContainerPauses implements PausedPartitions {
    private final ConcurrentMessageListenerContainer<?, ?> container;

    ContainerPauses(ConcurrentMessageListenerContainer<?, ?> container) {
        this.container = container;
    }

    @Override
    public void pause(TopicPartition id) {
        container.pausePartition(id);
    }

    @Override
    public void resume(TopicPartition id) {
        container.resumePartition(id);
    }
}
