package dev.accountrisk.servers;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Kafka 4.2 (KRaft), one broker or several, both group protocols, topics made only by hand. */
public interface KafkaServer extends ManagedServer {

    Duration TOPIC_CHANGE_TIMEOUT = Duration.ofSeconds(30);

    default String bootstrapServers() {
        return host() + ":" + port();
    }

    /** The caller closes it. */
    default Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    default void createTopic(String name, int partitions) {
        createTopic(name, partitions, Map.of());
    }

    /** Returns when every partition of the topic answers: a broker announces a topic a moment before it accepts records. */
    default void createTopic(String name, int partitions, Map<String, String> config) {
        try (var admin = admin()) {
            var topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
            done(admin.createTopics(List.of(topic)).all());
            await("topic " + name + " exists").atMost(TOPIC_CHANGE_TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> exists(admin, name));
            // not that it is empty: somebody may have waited for it with a record
            await("topic " + name + " is open").atMost(TOPIC_CHANGE_TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> ends(admin, name, partitions).size() == partitions);
        }
    }

    private static Collection<ListOffsetsResultInfo> ends(Admin admin, String name, int partitions) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(name, partition), OffsetSpec.latest());
        }
        return done(admin.listOffsets(asked).all()).values();
    }

    /** Returns when the broker has forgotten the topic, so that the name may be used again. */
    default void deleteTopic(String name) {
        try (var admin = admin()) {
            done(admin.deleteTopics(List.of(name)).all());
            await("topic " + name + " is gone").atMost(TOPIC_CHANGE_TIMEOUT)
                    .ignoreExceptions()
                    .until(() -> !exists(admin, name));
        }
    }

    private static boolean exists(Admin admin, String name) {
        return done(admin.listTopics().names()).contains(name);
    }

    private static <T> T done(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
