package dev.accountrisk.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The events topic as a consumer sees it that drops repeated ids, held against the model. */
public final class EventLog {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Findings findings;
    private final Set<String> seenIds = new HashSet<>();
    private final Map<String, List<String>> verdicts = new HashMap<>();
    private final Map<Rows.Key, List<String>> balances = new HashMap<>();
    private final Map<String, List<String>> levels = new HashMap<>();
    private long repeated;

    /** An empty log. */
    public EventLog(Findings findings) {
        this.findings = findings;
    }

    /** Takes the next event of its partition. */
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        JsonNode event = MAPPER.readTree(record.value());
        if (!seenIds.add(event.path("source").asString("") + ' ' + event.path("id").asString(""))) {
            repeated++;
            return;
        }
        JsonNode data = event.path("data");
        String account = data.path("accountUuid").asString("");
        findings.expectEqual("events", "specversion", "1.0", event.path("specversion").asString(""));
        findings.expectEqual("events", "subject", account, event.path("subject").asString(""));
        findings.expectEqual("events", "key", account, new String(record.key(), StandardCharsets.UTF_8));
        String type = event.path("type").asString("");
        switch (type) {
            case "CommandApplied", "CommandRefused" -> verdicts.computeIfAbsent(account, any -> new ArrayList<>())
                    .add(verdict(type, data));
            case "BalanceChanged" -> balances
                    .computeIfAbsent(new Rows.Key(account, data.path("asset").asString("")), any -> new ArrayList<>())
                    .add(money(data));
            case "RiskLevelChanged" -> level(account, data);
            default -> findings.add("events", "no type of the contract: " + type);
        }
    }

    private void level(String account, JsonNode data) {
        List<String> told = levels.computeIfAbsent(account, any -> new ArrayList<>());
        String before = told.isEmpty() ? "LOW" : told.getLast();
        findings.expectEqual("events", "oldLevel of " + account, before, data.path("oldLevel").asString(""));
        told.add(data.path("newLevel").asString(""));
    }

    private static String verdict(String type, JsonNode data) {
        String verdict = type + ' ' + data.path("commandId").asString("") + ' ' + data.path("commandType").asString("");
        return verdict + ' '
                + (type.equals("CommandRefused")
                        ? data.path("reason").asString("")
                        : data.has("asset") ? data.path("asset").asString("") + ' ' + money(data) : "");
    }

    private static String money(JsonNode data) {
        return amount(data.path("balance")) + '/' + amount(data.path("frozen"));
    }

    private static String amount(JsonNode text) {
        return text.isString() ? plain(new BigDecimal(text.asString())) : "no text: " + text;
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** How many events came again. */
    public long repeated() {
        return repeated;
    }

    /** Holds what was told against what the model decided. */
    public void compare(ContractModel model) {
        for (Map.Entry<String, Ledger> entry : model.ledgers().entrySet()) {
            List<String> expected = new ArrayList<>();
            Map<String, List<String>> states = new HashMap<>();
            entry.getValue().answers().forEach(answer -> {
                expected.add(expected(answer));
                state(answer, states);
            });
            verdicts(entry.getKey(), expected);
            states.forEach((asset, steps) -> chain("BalanceChanged", new Rows.Key(entry.getKey(), asset), steps));
        }
        model.risks()
                .rows()
                .keySet()
                .forEach(
                        account -> subsequence(
                                "RiskLevelChanged of " + account,
                                model.risks().levels().getOrDefault(account, List.of()),
                                Objects.requireNonNullElse(levels.remove(account), List.of())));
        verdicts.keySet().forEach(account -> findings.add("events", "verdicts on an unknown account: " + account));
        balances.keySet().forEach(key -> findings.add("events", "a balance that never was: " + key));
        levels.keySet().forEach(account -> findings.add("events", "levels of an unknown account: " + account));
    }

    private void verdicts(String account, List<String> expected) {
        List<String> told = Objects.requireNonNullElse(verdicts.remove(account), List.of());
        for (int i = 0; i < Math.max(expected.size(), told.size()); i++) {
            String wanted = i < expected.size() ? expected.get(i) : "nothing";
            String found = i < told.size() ? told.get(i) : "nothing";
            if (!wanted.equals(found)) {
                findings.add("events", account + " at " + i + ": expected " + wanted + ", found " + found);
                return;
            }
        }
    }

    private void chain(String type, Rows.Key key, List<String> states) {
        List<String> told = Objects.requireNonNullElse(balances.remove(key), List.of());
        subsequence(type + " of " + key, states, told);
    }

    /** Events may leave out states between two commits, but not the last state, and report no state that never was. */
    private void subsequence(String what, List<String> states, List<String> told) {
        int position = 0;
        for (String state : told) {
            while (position < states.size() && !states.get(position).equals(state)) {
                position++;
            }
            if (position++ == states.size()) {
                findings.add("events", what + ": told " + told + ", the model went through " + states);
                return;
            }
        }
        String last = states.isEmpty() ? "nothing" : states.getLast();
        String lastTold = told.isEmpty() ? "nothing" : told.getLast();
        boolean cameBack = told.isEmpty() && (last.equals("LOW") || last.equals("0/0"));
        if (!last.equals(lastTold) && !cameBack) {
            findings.add("events", what + ": the last state is " + last + ", told was " + lastTold);
        }
    }

    private static String expected(Rows.Entry entry) {
        String type = entry.applied() ? "CommandApplied " : "CommandRefused ";
        String more = entry.applied() ? moved(entry) : String.valueOf(entry.reason());
        return type + entry.entryId() + ' ' + entry.kind() + ' ' + more;
    }

    private static String moved(Rows.Entry entry) {
        return entry.asset() == null ? "" : entry.asset() + ' ' + money(entry);
    }

    private static String money(Rows.Entry entry) {
        BigDecimal balance = Objects.requireNonNull(entry.balanceAfter());
        BigDecimal frozen = Objects.requireNonNull(entry.frozenAfter());
        return plain(balance) + '/' + plain(frozen);
    }

    private static void state(Rows.Entry entry, Map<String, List<String>> states) {
        String asset = entry.asset();
        if (asset != null && entry.applied()) {
            states.computeIfAbsent(asset, any -> new ArrayList<>()).add(money(entry));
        }
    }
}
