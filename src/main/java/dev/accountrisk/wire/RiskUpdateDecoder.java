package dev.accountrisk.wire;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;

import org.jspecify.annotations.Nullable;

/** Reads records of the topic of risk updates. May be shared by threads. */
public final class RiskUpdateDecoder {
    private final RiskOrder order;
    private final long maxClockSkewMillis;

    /** Makes a decoder; with {@link RiskOrder#SEQUENCE} a {@code SET} needs a sequence. */
    public RiskUpdateDecoder(RiskOrder order, long maxClockSkewMillis) {
        this.order = order;
        this.maxClockSkewMillis = maxClockSkewMillis;
    }

    /** Reads one record. */
    public Decoded<RiskUpdate> decode(byte @Nullable [] key, byte @Nullable [] value, long recordTimestampMillis) {
        RiskUpdateFields fields = new RiskUpdateFields();
        return Json.read(value, RiskUpdateFields.MATCHER, fields)
                ? fields.decoded(key, recordTimestampMillis, order, maxClockSkewMillis)
                : fields.invalid();
    }
}
