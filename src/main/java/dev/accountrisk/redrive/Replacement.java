package dev.accountrisk.redrive;

/** A value that an operator puts in the place of the one a record came with. */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record Replacement(long recordId, byte[] value) {}
