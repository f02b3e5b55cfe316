package dev.accountrisk.broker;

import org.apache.kafka.common.errors.RecordDeserializationException;

/** Kafka did not answer a question in time, or answered with an error. The message names the question and the cause. */
public sealed class BrokerException extends Exception permits RecordsGoneException {
    BrokerException(String question, Throwable cause) {
        super("Kafka: " + question + ": " + describe(cause), cause);
    }

    BrokerException(String message) {
        super("Kafka: " + message);
    }

    private BrokerException(BrokerException failure, String explanation) {
        super(failure.getMessage() + "; " + explanation, failure);
    }

    /** The same failure with a sentence about what it may come from. */
    public BrokerException explainedBy(String explanation) {
        return new BrokerException(this, explanation);
    }

    private static String describe(Throwable cause) {
        if (cause instanceof RecordDeserializationException record && record.getCause() != null) {
            // the client's own text says that the record cannot be read, and not why
            return record.topicPartition() + " at offset " + record.offset() + ": " + describe(record.getCause());
        }
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}
