package dev.accountrisk.engine.position;

/** A position that a transaction has locked, and the tables that it belongs to. */
record LockedPosition(String topicId, long nextOffset, TableOrigin origin) {}
