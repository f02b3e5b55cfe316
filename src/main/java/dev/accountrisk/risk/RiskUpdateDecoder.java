package dev.accountrisk.risk;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.Json;
import dev.accountrisk.wire.RecordDecoder;

/** Reads records of the topic of risk updates. May be shared by threads. */
public final class RiskUpdateDecoder implements RecordDecoder<RiskUpdate> {
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
        RiskUpdateFields fields = new RiskUpdateFields();
        return Json.read(record.value(), RiskUpdateFields.MATCHER, fields)
                ? fields.decoded(record.key(), record.timestampMillis(), order, maxClockSkewMillis)
                : fields.invalid();
    }
}
