package dev.accountrisk.broker;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** Another Kafka cluster, asked with the same credentials. Belongs to one thread. */
public final class OtherCluster implements AutoCloseable {
    private final TopicLogs logs;
    private final LogReaders readers;

    /**
     * Prepares the clients. Nothing is asked yet.
     *
     * @param client           how this cluster is reached
     * @param bootstrapServers of the other one
     * @throws org.apache.kafka.common.KafkaException if they are no addresses, or no name of theirs is known
     */
    OtherCluster(Map<String, Object> client, String bootstrapServers) {
        Map<String, Object> other = new HashMap<>(client);
        other.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        this.logs = new TopicLogs(new TimedAdmin(other));
        this.readers = new LogReaders(other);
    }

    /** What is asked about its topics. */
    public TopicLogs logs() {
        return logs;
    }

    /** What reads its records. */
    public LogReaders readers() {
        return readers;
    }

    @Override
    public void close() {
        logs.close();
    }
}
