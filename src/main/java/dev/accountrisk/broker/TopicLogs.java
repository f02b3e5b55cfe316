package dev.accountrisk.broker;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks which topics exist, and where their logs begin and end. May be shared by threads. */
public final class TopicLogs implements AutoCloseable {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final DescribeTopicsOptions DESCRIBE = new DescribeTopicsOptions().timeoutMs(answerMillisMax());
    private static final ListOffsetsOptions READ_COMMITTED = options(IsolationLevel.READ_COMMITTED);
    private static final ListOffsetsOptions READ_UNCOMMITTED = options(IsolationLevel.READ_UNCOMMITTED);
    private static final long NO_OFFSET = -1;

    private final Admin admin;

    /** Asks through a client, which {@link #close} closes. */
    public TopicLogs(Admin admin) {
        this.admin = admin;
    }

    /** The topics of these names, by name. Names that no topic has are left out. */
    public Map<String, TopicIdentity> identities(Collection<String> topics) throws BrokerException {
        Map<String, TopicIdentity> found = new TreeMap<>();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> asked : describe(topics).entrySet()) {
            identity(asked.getKey(), asked.getValue()).ifPresent(identity -> found.put(asked.getKey(), identity));
        }
        return found;
    }

    /** The topic of this name, if there is one. */
    public Optional<TopicIdentity> identity(String topic) throws BrokerException {
        return Optional.ofNullable(identities(List.of(topic)).get(topic));
    }

    /** Topics that must exist, by name. */
    public Map<String, TopicIdentity> required(Collection<String> topics) throws BrokerException {
        Map<String, TopicIdentity> found = identities(topics);
        TreeSet<String> missing = new TreeSet<>(topics);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            throw new BrokerException("there is no topic " + String.join(", ", missing));
        }
        return found;
    }

    /** A topic that must exist. */
    public TopicIdentity required(String topic) throws BrokerException {
        return identity(topic).orElseThrow(() -> new BrokerException("there is no topic " + topic));
    }

    /** A question for the id of a topic that must exist, for those who ask often. */
    public TopicQuestion question(String topic) {
        return new TopicQuestion(topic, () -> Objects.requireNonNull(describe(List.of(topic)).get(topic))
                .toCompletionStage()
                .toCompletableFuture());
    }

    /** The first offset that each log still holds. */
    public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) throws BrokerException {
        return offsets("the beginnings of " + partitions, partitions, OffsetSpec.earliest());
    }

    /** The offset after the last record of each log that may be read: its last stable offset. */
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) throws BrokerException {
        return offsets("the ends of " + partitions, partitions, OffsetSpec.latest());
    }

    /** The same as {@link #ends}, with the leader epoch of the broker that answered. */
    public Map<TopicPartition, LogEnd> endsInEpochs(Collection<TopicPartition> partitions) throws BrokerException {
        Map<TopicPartition, LogEnd> ends = new HashMap<>();
        answers("the ends of " + partitions, partitions, OffsetSpec.latest(), READ_COMMITTED).forEach(
                (partition, info) -> ends.put(partition, new LogEnd(info.offset(), info.leaderEpoch().orElse(-1))));
        return ends;
    }

    /** The offset after the last record of each log, those of open transactions included. */
    public Map<TopicPartition, Long> endsWithOpenTransactions(Collection<TopicPartition> partitions)
            throws BrokerException {
        return offsets("the ends of " + partitions, partitions, OffsetSpec.latest(), READ_UNCOMMITTED);
    }

    /** The offset of the first record with this timestamp or a later one. Leaves out logs that have none. */
    public Map<TopicPartition, Long> firstSince(Collection<TopicPartition> partitions, long epochMillis)
            throws BrokerException {
        Map<TopicPartition, Long> offsets = offsets("the offsets at a time in " + partitions, partitions,
                OffsetSpec.forTimestamp(epochMillis));
        offsets.values().removeIf(offset -> offset == NO_OFFSET);
        return offsets;
    }

    private Map<TopicPartition, Long> offsets(String question, Collection<TopicPartition> partitions, OffsetSpec spec)
            throws BrokerException {
        return offsets(question, partitions, spec, READ_COMMITTED);
    }

    private Map<TopicPartition, Long> offsets(String question, Collection<TopicPartition> partitions, OffsetSpec spec,
            ListOffsetsOptions isolation) throws BrokerException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answers(question, partitions, spec, isolation)
                .forEach((partition, info) -> offsets.put(partition, info.offset()));
        return offsets;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> answers(String question, Collection<TopicPartition> partitions,
            OffsetSpec spec, ListOffsetsOptions isolation) throws BrokerException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        try {
            return await(admin.listOffsets(asked, isolation).all());
        } catch (ExecutionException failure) {
            throw new BrokerException(question, cause(failure));
        } catch (TimeoutException failure) {
            throw noAnswer(question);
        }
    }

    private Map<String, KafkaFuture<TopicDescription>> describe(Collection<String> topics) {
        return admin.describeTopics(topics, DESCRIBE).topicNameValues();
    }

    /** Waits for the description of a topic. It has none if no topic has the name. */
    static Optional<TopicIdentity> identity(String topic, Future<TopicDescription> asked) throws BrokerException {
        String question = "the topic " + topic;
        try {
            TopicDescription found = await(asked);
            return Optional.of(new TopicIdentity(topic, found.topicId().toString(), found.partitions().size()));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new BrokerException(question, cause(failure));
        } catch (TimeoutException failure) {
            throw noAnswer(question);
        }
    }

    private static ListOffsetsOptions options(IsolationLevel isolation) {
        return new ListOffsetsOptions(isolation).timeoutMs(answerMillisMax());
    }

    /**
     * For the client too: it looks for another leader only when a question has ended, and sends every new question to the dead one until
     * then.
     */
    private static int answerMillisMax() {
        return Math.toIntExact(ANSWER_MAX.toMillis());
    }

    private static BrokerException noAnswer(String question) {
        return new BrokerException(question + ": no answer for " + ANSWER_MAX.toSeconds() + " s");
    }

    private static Throwable cause(ExecutionException failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    private static <T> T await(Future<T> answer) throws BrokerException, ExecutionException, TimeoutException {
        try {
            return answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while waiting for an answer", interrupted);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
