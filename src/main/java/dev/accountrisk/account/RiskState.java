package dev.accountrisk.account;

/**
 * The stored risk of one account.
 *
 * @param sequence the sequence of the last {@code SET} that stood, or {@link RiskUpdate#NO_SEQUENCE}
 * @param version  how many updates changed the row
 */
public record RiskState(double risk, RiskLevel level, long occurredAtMillis, long sequence, String lastEventId,
        long version) {}
