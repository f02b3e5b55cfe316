package dev.accountrisk.ingest;

import dev.accountrisk.broker.BrokerException;
import java.util.Collection;

/** Asks the broker for the ids of topics. */
interface TopicIds {
    /** Asks for the ids of topics and does not wait. */
    void ask(Collection<String> topics);

    /** Leaves the question to {@link #newestId}, which then asks first. So records of many polls that wait for a writer need one question. */
    void askLater(Collection<String> topics);

    /**
     * Waits for the answer to the newest question about a topic: records that were polled before that question belong to this id.
     *
     * @throws BrokerException if the broker does not answer, or has no such topic: it may come back
     */
    String newestId(String topic) throws BrokerException;
}
