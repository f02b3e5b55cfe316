package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicIdentity;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.database.SqlFault;
import dev.accountrisk.engine.position.Positions;
import dev.accountrisk.engine.record.Source;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Guards the rule that nothing is sent to a Kafka cluster other than the one that the positions came from. It is another one if no
 * consumed topic has the id that its positions have. What waits in MySQL would arrive there and be missing in the right cluster. May be
 * shared by threads.
 */
public final class ClusterCheck {
    private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final TopicLogs logs;
    private final Positions positions;
    private final List<String> topics;
    private final LongSupplier nanos;
    private boolean right;
    private long rightUntilNanos;

    /** @param topics the names of the consumed topics */
    public ClusterCheck(TopicLogs logs, Positions positions, List<String> topics) {
        this(logs, positions, topics, System::nanoTime);
    }

    ClusterCheck(TopicLogs logs, Positions positions, List<String> topics, LongSupplier nanos) {
        this.logs = logs;
        this.positions = positions;
        this.topics = List.copyOf(topics);
        this.nanos = nanos;
    }

    /** Why nothing may be sent now; empty if it may. That it may is not asked again for five seconds. */
    public synchronized Optional<String> refusal() {
        if (right && nanos.getAsLong() - rightUntilNanos < 0) {
            return Optional.empty();
        }
        right = false;
        try {
            Optional<String> wrong = compare();
            right = wrong.isEmpty();
            rightUntilNanos = nanos.getAsLong() + VALID_NANOS;
            return wrong;
        } catch (BrokerException unavailable) {
            return Optional.of(String.valueOf(unavailable.getMessage()));
        } catch (SQLException unavailable) {
            return Optional.of(SqlFault.describe(unavailable));
        }
    }

    private Optional<String> compare() throws BrokerException, SQLException {
        Map<String, TopicIdentity> found = logs.identities(topics);
        List<Source> known = positions.all()
                .keySet()
                .stream()
                .filter(source -> topics.contains(source.topic()))
                .toList();
        return known.isEmpty() || known.stream().anyMatch(source -> source.topicId().equals(id(found, source.topic())))
                ? Optional.empty()
                : Optional.of("wrong Kafka cluster: " + known.stream()
                        .map(source -> source.topic() + " has id " + id(found, source.topic())
                                + ", but its positions are of id " + source.topicId())
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    private static String id(Map<String, TopicIdentity> found, String topic) {
        TopicIdentity identity = found.get(topic);
        return identity == null ? "none" : identity.id();
    }
}
