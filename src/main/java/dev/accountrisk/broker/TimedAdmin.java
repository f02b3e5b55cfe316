package dev.accountrisk.broker;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.ForwardingAdmin;

/** Kafka's admin client, which waits for a broker that does not answer for a few seconds at most when it is closed. */
public final class TimedAdmin extends ForwardingAdmin {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    /**
     * Makes the client. Nothing is asked yet.
     *
     * @throws org.apache.kafka.common.KafkaException if the settings are wrong, or no broker's name is known
     */
    public TimedAdmin(Map<String, Object> configuration) {
        super(configuration);
    }

    @Override
    public void close() {
        close(CLOSE_MAX);
    }
}
