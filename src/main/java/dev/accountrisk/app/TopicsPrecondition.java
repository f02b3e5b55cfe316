package dev.accountrisk.app;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** All topics are there: the worker never makes one, so that a wrong name shows. */
final class TopicsPrecondition implements Startup.Precondition {
    private static final long TIMEOUT_SECONDS = 5;

    private final Admin admin;
    private final List<String> topics;

    TopicsPrecondition(Admin admin, List<String> topics) {
        this.admin = admin;
        this.topics = topics;
    }

    @Override
    public String name() {
        return "the topics in Kafka";
    }

    @Override
    public void establish() throws Exception {
        Set<String> missing = new TreeSet<>(topics);
        missing.removeAll(admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
        if (!missing.isEmpty()) {
            throw new IllegalStateException("there is no topic " + String.join(", ", missing));
        }
    }
}
