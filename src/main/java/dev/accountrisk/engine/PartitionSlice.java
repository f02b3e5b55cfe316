package dev.accountrisk.engine;

import dev.accountrisk.account.Entry;
import dev.accountrisk.engine.record.Slice;

/** A slice, and the engine of its partition. */
public record PartitionSlice<E extends Entry>(Engine<E> engine, Slice<E> slice) {}
