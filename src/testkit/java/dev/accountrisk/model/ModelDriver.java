package dev.accountrisk.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Feeds a model as a single-partition log would: offsets are given out in turn. */
final class ModelDriver {
    static final String RISK = "account.risk.updates";
    static final String COMMANDS = "account.commands";
    static final long NOW = 1_763_776_800_000L;

    final ContractModel model;
    private final Map<String, Long> offsets = new HashMap<>();

    ModelDriver() {
        this(ModelSettings.defaults(RISK, COMMANDS));
    }

    ModelDriver(ModelSettings settings) {
        model = new ContractModel(settings);
    }

    Outcome set(String account, String eventId, double risk, long occurredAt) {
        return risk(account, eventId, "", risk, occurredAt, "");
    }

    Outcome set(String account, String eventId, double risk, long occurredAt, long sequence) {
        return risk(account, eventId, "", risk, occurredAt, ",\"sequence\":" + sequence);
    }

    Outcome add(String account, String eventId, double risk, long occurredAt) {
        return risk(account, eventId, ",\"type\":\"ADD\"", risk, occurredAt, "");
    }

    private Outcome risk(String account, String eventId, String type, double risk, long occurredAt, String more) {
        return send(
                RISK,
                account,
                "{\"eventId\":\"" + eventId + "\",\"accountUuid\":\"" + account + "\"" + type + ",\"risk\":" + risk
                        + ",\"occurredAt\":" + occurredAt + more + "}");
    }

    /** A command with its further fields as JSON, each with a comma before it. */
    Outcome command(String account, String commandId, String type, String more) {
        return send(
                COMMANDS,
                account,
                "{\"commandId\":\"" + commandId + "\",\"accountUuid\":\"" + account + "\",\"type\":\"" + type + "\""
                        + more
                        + "}");
    }

    Outcome send(String topic, @Nullable String key, @Nullable String value) {
        return send(LoadNames.record(topic, key, value, NOW));
    }

    Outcome send(LoadRecord record) {
        long offset = offsets.merge(record.topic(), 1L, Long::sum) - 1;
        return model
                .accept(record.topic(), 0, offset, record.timestampMillis(), record.key(), record.value());
    }

    /** The reason the last record of the topic was parked with. */
    String lastReason(String topic) {
        Rows.Parked parked = model.parked().get(new Rows.Place(topic, 0, offsets.getOrDefault(topic, 0L) - 1));
        return parked == null ? "not parked" : parked.reason();
    }

    /** The account's risk row as {@code risk level occurredAt lastEventId}. */
    String risk(String account) {
        Rows.Risk row = model.risks().rows().get(account);
        return row == null
                ? "no row"
                : row.risk() + " " + row.level() + " " + (row.occurredAtMillis() - NOW) + " " + row.lastEventId();
    }

    /** The account's money, as {@code balance/frozen}. */
    String money(String account, String asset) {
        Ledger ledger = model.ledgers().get(account);
        Rows.Balance row = ledger == null ? null : ledger.balances().get(asset);
        return row == null
                ? "no row"
                : row.balance().stripTrailingZeros().toPlainString() + "/"
                        + row.frozen().stripTrailingZeros().toPlainString();
    }

    /** What was decided on a command: {@code APPLIED} or the reason of its refusal. */
    String verdict(String account, String commandId) {
        Rows.Entry entry = entry(account, commandId).orElseThrow();
        return entry.reason() == null ? "APPLIED" : entry.reason();
    }

    /** The journal's row of a command. */
    Optional<Rows.Entry> entry(String account, String commandId) {
        Ledger ledger = model.ledgers().get(account);
        Ledger.Decided decided = ledger == null ? null : ledger.decided(commandId);
        return decided == null ? Optional.empty() : Optional.of(decided.entry());
    }
}
