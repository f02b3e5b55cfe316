package dev.accountrisk.ingest;

import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;

/** The room's front door: consumes the topics until it is closed. */
public final class LiveConsumer implements AutoCloseable {
    private static final long KEEP_EVERY_MILLIS = 250;
    /**
     * Short: when the consumer has found a position valid, it asks for records from there at its next poll, and a long poll that
     * is under way by then ends only with the next heartbeat or by itself.
     */
    private static final long POLL_MILLIS = 20;

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final LivePartitions partitions;
    private final PartitionKeeper keeper;
    private final Writers writers;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("partition-keeper").daemon().factory());

    /**
     * Makes the consumer; it does nothing until it is started.
     *
     * @param clientConfiguration how to reach the broker, and what of the consumer is the operator's to choose
     */
    public LiveConsumer(Map<String, Object> clientConfiguration, Admin admin, Engines engines,
            IngestSettings settings,
            List<Topic<?>> topics, IngestObserver observer) {
        TopicCatalog catalog = new TopicCatalog(admin);
        PartitionOpener opener = new PartitionOpener(catalog, engines.positions(), settings);
        this.partitions = new LivePartitions(topics, engines);
        DefaultKafkaConsumerFactory<byte[], byte[]> consumers = new DefaultKafkaConsumerFactory<>(
                consumerConfiguration(clientConfiguration));
        this.writers = new Writers(settings.writers(), observer);
        ConsumerSteering steering = new ConsumerSteering(partitions, writers, observer);
        consumers.addPostProcessor(steering);
        this.container = new ConcurrentMessageListenerContainer<>(consumers,
                new ContainerProperties(partitions.topics().toArray(String[]::new)));
        LiveListener listener = new LiveListener(partitions, opener, catalog, steering, writers, observer);
        this.keeper = new PartitionKeeper(partitions, opener::open, catalog);
        ContainerProperties properties = container.getContainerProperties();
        properties.setMessageListener(listener);
        properties.setConsumerRebalanceListener(listener);
        properties.setAckMode(AckMode.MANUAL);
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setShutdownTimeout(Duration.ofSeconds(25).toMillis());
        properties.setAuthExceptionRetryInterval(Duration.ofSeconds(10));
        properties.setPollTimeout(POLL_MILLIS);
        container.setConcurrency(settings.consumers());
        container.setCommonErrorHandler(new PollFailures(partitions));
        container.setBeanName("live");
    }

    /** What may not be chosen: each of these is a promise. */
    private static Map<String, Object> consumerConfiguration(Map<String, Object> clientConfiguration) {
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
            // each thread gets partitions of both topics; the other assignor may give all of the busy one to one thread
            configuration.putIfAbsent(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        }
        return configuration;
    }

    /** How many connections to the database so many writers and their helpers take at once. */
    public static int connectionsMax(int writers) {
        return Writers.threads(writers);
    }

    /** Begins to consume. */
    public void start() {
        container.start();
        var _ = scheduler.scheduleWithFixedDelay(keeper::tick, KEEP_EVERY_MILLIS, KEEP_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Finishes the batches in hand, or rolls them back when they take too long, and leaves the group. */
    @Override
    public void close() {
        scheduler.shutdownNow();
        container.stop();
        writers.close();
    }

    /** How each assigned partition is doing. */
    public Map<String, PartitionStatus> statuses() {
        Map<String, PartitionStatus> statuses = new TreeMap<>();
        partitions.all().forEach(partition -> statuses.put(partition.id().toString(), partition.status()));
        return statuses;
    }

    /** Records behind the position of each assigned partition, as of a few seconds ago. */
    public Map<TopicPartition, Long> lags() {
        return keeper.lags();
    }

    /** Why the broker could not be asked a moment ago, or an empty text. */
    public String brokerProblem() {
        return keeper.brokerProblem();
    }

    /** What is wrong with the consuming threads, if anything: then the process has to be started anew. */
    public Collection<String> deadThreads() {
        List<String> dead = new ArrayList<>();
        for (var child : container.getContainers()) {
            if (container.isRunning() && !child.isRunning()) {
                dead.add(String.valueOf(child.getListenerId()));
            }
        }
        return dead;
    }
}
