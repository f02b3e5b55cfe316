package dev.accountrisk.app;

import dev.accountrisk.app.schema.Precondition;
import dev.accountrisk.broker.BrokerException;
import dev.accountrisk.broker.TopicLogs;
import java.util.List;

/** All topics exist. The worker never creates one, so that a wrong name is noticed. */
final class TopicsPrecondition implements Precondition {
    private final TopicLogs logs;
    private final List<String> topics;

    TopicsPrecondition(TopicLogs logs, List<String> topics) {
        this.logs = logs;
        this.topics = topics;
    }

    @Override
    public String name() {
        return "the topics in Kafka";
    }

    @Override
    public void establish() throws BrokerException {
        var _ = logs.required(topics);
    }
}
