package dev.accountrisk.wire;

import dev.accountrisk.account.Command;

import org.jspecify.annotations.Nullable;

/** Reads records of the topic of commands. May be shared by threads. */
public final class CommandDecoder {
    private final long maxClockSkewMillis;

    /** Makes a decoder. */
    public CommandDecoder(long maxClockSkewMillis) {
        this.maxClockSkewMillis = maxClockSkewMillis;
    }

    /** Reads one record. */
    @SuppressWarnings("DoNotCallSuggester") // signatures first, bodies follow
    public Decoded<Command> decode(byte @Nullable [] key, byte @Nullable [] value, long recordTimestampMillis) {
        throw new UnsupportedOperationException("" + maxClockSkewMillis);
    }
}
