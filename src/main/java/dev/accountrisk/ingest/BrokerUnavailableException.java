package dev.accountrisk.ingest;

/** The broker did not answer, or not with what was asked for: a topic that is not there counts, for it may come back. */
final class BrokerUnavailableException extends Exception {
    BrokerUnavailableException(Exception cause) {
        super("the broker does not answer: " + (cause.getCause() == null ? cause : cause.getCause()), cause);
    }
}
