package dev.accountrisk.consumer;

import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonContainerStoppingErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Stops the container after a failed poll. Spring would log an error with its stack at each replacement of a consumer;
 * {@link GroupConsumer} names the cause once per change.
 */
final class QuietStop extends CommonContainerStoppingErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(QuietStop.class);

    @Override
    public void handleOtherException(Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container,
            boolean batchListener) {
        try {
            super.handleOtherException(thrown, consumer, container, batchListener);
        } catch (KafkaException stopped) {
            LOG.debug("the container has stopped", stopped);
        }
    }
}
