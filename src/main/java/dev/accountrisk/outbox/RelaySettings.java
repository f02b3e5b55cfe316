package dev.accountrisk.outbox;

/**
 * Where the relay sends.
 *
 * @param eventSource the CloudEvents attribute {@code source}
 */
public record RelaySettings(String eventTopic, String parkedTopic, String eventSource) {}
