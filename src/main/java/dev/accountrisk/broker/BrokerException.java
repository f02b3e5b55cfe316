package dev.accountrisk.broker;

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
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }
}
