package dev.accountrisk.broker;

import org.apache.kafka.common.TopicPartition;

/** The log no longer holds records that were asked for. */
public final class RecordsGoneException extends BrokerException {
    RecordsGoneException(TopicPartition partition, long offset) {
        super("the log of " + partition + " no longer holds offset " + offset);
    }
}
