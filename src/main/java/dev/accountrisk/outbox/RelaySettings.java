package dev.accountrisk.outbox;

/** The topics that the relay sends to. */
public record RelaySettings(String eventTopic, String parkedTopic) {}
