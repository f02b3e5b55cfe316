package dev.accountrisk.app;

import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.backfill.TopicLog;
import dev.accountrisk.reconcile.Logs;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Asks the broker where logs begin and end. */
final class KafkaLogs implements Logs {
    private final Admin admin;
    private final KafkaTail tail;

    KafkaLogs(Admin admin, KafkaTail tail) {
        this.admin = admin;
        this.tail = tail;
    }

    @Override
    public Map<String, String> topicIds(Collection<String> topics) throws Exception {
        Map<String, String> ids = new HashMap<>();
        for (String topic : topics) {
            ids.put(topic, identity(new TopicLog(admin, topic), topic).topicId());
        }
        return ids;
    }

    @Override
    public Map<Partition, Long> beginnings(Collection<String> topics) throws Exception {
        return offsets(topics, TopicLog::beginnings);
    }

    @Override
    public Map<Partition, Long> ends(Collection<String> topics) throws Exception {
        return offsets(topics, TopicLog::ends);
    }

    @Override
    public List<RiskUpdate> tail(String topic, Map<Partition, Long> until, int records) throws Exception {
        return tail.sets(until, records);
    }

    @FunctionalInterface
    private interface Question {
        Map<Integer, Long> ask(TopicLog log, int partitions) throws Exception;
    }

    private Map<Partition, Long> offsets(Collection<String> topics, Question question) throws Exception {
        Map<Partition, Long> offsets = new HashMap<>();
        for (String topic : topics) {
            TopicLog log = new TopicLog(admin, topic);
            question.ask(log, identity(log, topic).partitions())
                    .forEach((partition, offset) -> offsets.put(new Partition(topic, partition), offset));
        }
        return offsets;
    }

    private static TopicLog.Identity identity(TopicLog log, String topic) throws Exception {
        return log.identity().orElseThrow(() -> new IllegalStateException("there is no topic " + topic));
    }
}
