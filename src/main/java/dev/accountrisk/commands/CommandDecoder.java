package dev.accountrisk.commands;

import dev.accountrisk.account.Command;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.Json;
import dev.accountrisk.wire.RecordDecoder;

/** Decodes records of the topic of commands. Several threads may share it. */
public final class CommandDecoder implements RecordDecoder<Command> {
    /** A bound that no command exceeds. */
    static final long ANY_SKEW_MILLIS = Long.MAX_VALUE / 4;

    private final long maxClockSkewMillis;

    /** Makes a decoder. */
    public CommandDecoder(long maxClockSkewMillis) {
        this.maxClockSkewMillis = maxClockSkewMillis;
    }

    @Override
    public Decoded<Command> decode(InputRecord record) {
        CommandFields fields = new CommandFields();
        return Json.read(record.value(), CommandFields.MATCHER, fields)
                ? fields.decoded(record.key(), record.timestampMillis(), maxClockSkewMillis)
                : fields.invalid();
    }
}
