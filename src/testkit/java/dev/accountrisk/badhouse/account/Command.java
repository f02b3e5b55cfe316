package dev.accountrisk.badhouse.account;

/** What one topic's records are, which a room that works on any topic must not know. */
public final class Command {}
