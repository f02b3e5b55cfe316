package dev.accountrisk.outbox;

/** An event as it is sent: its account, in ASCII, and the whole CloudEvent. */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
record EventMessage(byte[] key, byte[] value) {}
