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
    public Decoded<Command> decode(byte @Nullable [] key, byte @Nullable [] value, long recordTimestampMillis) {
        CommandFields fields = new CommandFields();
        return Json.read(value, CommandFields.MATCHER, fields)
                ? fields.decoded(key, recordTimestampMillis, maxClockSkewMillis)
                : fields.invalid();
    }
}
