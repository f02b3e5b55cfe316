package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicLogs;
import dev.accountrisk.broker.TopicQuestion;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.ingest.partition.PartitionStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Guards the rule that records are applied only if they belong to the same topic as the position. A topic that was deleted and
 * recreated under its name has another id. If the id is unchanged after a poll, it was the same when the records were fetched. So
 * the consumer asks after a poll and does not wait, and a writer waits for the newest answer before it applies the records. While all
 * threads for small batches are busy, the consumer leaves the question to the next writer: then one question is sent for each batch, and
 * not for each poll.
 */
final class IdentityCheck implements TopicIds {
    private final TopicLogs logs;
    private final Map<String, TopicQuestion> questions = new ConcurrentHashMap<>();

    IdentityCheck(TopicLogs logs) {
        this.logs = logs;
    }

    @Override
    public void ask(Collection<String> topics) {
        topics.forEach(topic -> questions.computeIfAbsent(topic, logs::question).ask());
    }

    @Override
    public void askLater(Collection<String> topics) {
        topics.forEach(topic -> questions.computeIfAbsent(topic, logs::question).askLater());
    }

    /** The current id of a topic. */
    String idNow(String topic) throws BrokerException {
        ask(List.of(topic));
        return newestId(topic);
    }

    /**
     * Checks the topic of records that were polled before the newest question.
     *
     * @throws TopicRecreatedException if the topic is another one now
     * @throws BrokerException         if the broker does not answer, or has no such topic: it may come back
     */
    void check(Source source) throws BrokerException {
        String id = newestId(source.topic());
        if (!id.equals(source.topicId())) {
            throw new TopicRecreatedException(source, id);
        }
    }

    @Override
    public String newestId(String topic) throws BrokerException {
        TopicQuestion question = questions.get(topic);
        if (question == null) {
            throw new IllegalStateException("bug: nobody asked for the id of " + topic);
        }
        return question.newestAnswer().id();
    }

    /** Another topic has the name, here or on another cluster: offsets of the old one mean nothing in it. */
    static final class TopicRecreatedException extends RuntimeException {
        TopicRecreatedException(Source source, String newId) {
            this(source.topic(), source.topicId(), newId);
        }

        TopicRecreatedException(String topic, String oldId, String newId) {
            super("topic " + topic
                    + " was deleted and recreated, or Kafka's address leads to another cluster: positions are of id "
                    + oldId + ", the topic's id is " + newId
                    + "; if the cluster is right and nothing of the old topic is missing, run positions accept to begin again",
                    null,
                    false,
                    false);
        }

        PartitionStatus status() {
            return PartitionStatus.stopped(String.valueOf(getMessage()));
        }
    }
}
