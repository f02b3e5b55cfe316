package dev.accountrisk.account;

/**
 * The stored risk of one account.
 *
 * @param sequence the sequence of the last {@code SET} that won, or {@link RiskUpdate#NO_SEQUENCE}
 * @param version  how often the row was written
 * @param entries  how many additions were applied; each has a journal row
 */
public record RiskState(double risk, RiskLevel level, long occurredAtMillis, long sequence, String lastEventId,
        long version, long entries) {

    RiskState withVersion(long newVersion) {
        return new RiskState(risk, level, occurredAtMillis, sequence, lastEventId, newVersion, entries);
    }
}
