package dev.accountrisk.commands;

import dev.accountrisk.account.Command;
import dev.accountrisk.mapping.ContractField;
import dev.accountrisk.mapping.PlainDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.EntryFields;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.Json;
import java.util.List;

/** Decodes records of the topic of commands. Several threads may share it. */
public final class CommandDecoder implements PlainDecoder<Command> {
    /** The fields of the topic, in the order of their numbers. */
    public static final List<ContractField> FIELDS = CommandFields.CONTRACT;
    /** A bound that no command exceeds. */
    static final long ANY_SKEW_MILLIS = Long.MAX_VALUE / 4;

    private final long maxClockSkewMillis;

    /** Makes a decoder. */
    public CommandDecoder(long maxClockSkewMillis) {
        this.maxClockSkewMillis = maxClockSkewMillis;
    }

    @Override
    public Decoded<Command> decode(InputRecord record) {
        CommandFields fields = new CommandFields(CommandFields.NAMES, maxClockSkewMillis);
        return Json.read(record.value(), CommandFields.MATCHER, fields)
                ? fields.decoded(record.key(), record.timestampMillis())
                : fields.invalid();
    }

    @Override
    public EntryFields<Command> open(String[] names) {
        return new CommandFields(names, maxClockSkewMillis);
    }
}
