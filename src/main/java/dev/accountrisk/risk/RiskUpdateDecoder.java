package dev.accountrisk.risk;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.mapping.ContractField;
import dev.accountrisk.mapping.PlainDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.EntryFields;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.Json;
import java.util.List;

/** Reads records of the topic of risk updates. May be shared by threads. */
public final class RiskUpdateDecoder implements PlainDecoder<RiskUpdate> {
    /** The fields of the topic, in the order of their numbers. */
    public static final List<ContractField> FIELDS = RiskUpdateFields.CONTRACT;
    /** A bound that no event exceeds. */
    static final long ANY_SKEW_MILLIS = Long.MAX_VALUE / 4;

    private final RiskOrder order;
    private final long maxClockSkewMillis;

    /** Makes a decoder; with {@link RiskOrder#SEQUENCE} a {@code SET} needs a sequence. */
    public RiskUpdateDecoder(RiskOrder order, long maxClockSkewMillis) {
        this.order = order;
        this.maxClockSkewMillis = maxClockSkewMillis;
    }

    @Override
    public Decoded<RiskUpdate> decode(InputRecord record) {
        RiskUpdateFields fields = new RiskUpdateFields(RiskUpdateFields.NAMES, order, maxClockSkewMillis);
        return Json.read(record.value(), RiskUpdateFields.MATCHER, fields)
                ? fields.decoded(record.key(), record.timestampMillis())
                : fields.invalid();
    }

    @Override
    public EntryFields<RiskUpdate> open(String[] names) {
        return new RiskUpdateFields(names, order, maxClockSkewMillis);
    }
}
