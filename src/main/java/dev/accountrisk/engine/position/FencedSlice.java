package dev.accountrisk.engine.position;

import dev.accountrisk.engine.record.Slice;

/** A slice of a transaction of several partitions, and the fence of its partition. */
public record FencedSlice(PositionFence fence, Slice<?> slice) {}
