package dev.accountrisk.broken;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.Entry;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is sent to a few accounts from many sides: several sources for the same accounts, with repeats, and a source that plays
 * another one again, as a backfill does. Some accounts get commands, some {@code SET}s alone, some additions alone, so that
 * what has to stand in the end does not depend on who came first. The same seed gives the same records.
 */
final class SharedLoad {
    static final String ASSET = "COIN";
    static final int ACCOUNTS = 4;
    private static final int SOURCES = 3;
    private static final int RECORDS = 60;
    private static final long NOW = 1_763_776_800_000L;
    private static final long MAX_SKEW_MILLIS = 300_000;
    private static final CommandDecoder COMMANDS = new CommandDecoder(MAX_SKEW_MILLIS);
    private static final RiskUpdateDecoder UPDATES = new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, MAX_SKEW_MILLIS);

    private final SplittableRandom random;
    private final Log<Command> funding;
    private final List<Log<Command>> commands = new ArrayList<>();
    private final List<Log<RiskUpdate>> updates = new ArrayList<>();

    /** The records of one source; a record's offset is its index. */
    record Log<T extends Entry>(Source source, List<Received<T>> records) {
        Log(String topic, int partition) {
            this(new Source(topic, "id-of-" + topic, partition), new ArrayList<>());
        }
    }

    SharedLoad(long seed) {
        random = new SplittableRandom(seed);
        funding = new Log<>("account.commands", SOURCES);
        for (int number = 0; number < ACCOUNTS; number++) {
            send(funding, command(money(number), "fund-" + number, "CREDIT", "\"amount\":\"20\""), COMMANDS);
        }
        for (int partition = 0; partition < SOURCES; partition++) {
            commands.add(randomCommands(new Log<>("account.commands", partition)));
            updates.add(randomUpdates(new Log<>("account.risk.updates", partition)));
        }
        Log<Command> again = new Log<>("account.commands.again", 0);
        again.records().addAll(commands.getFirst().records());
        commands.add(again);
    }

    /** An account that gets commands. */
    static String money(int number) {
        return "money-" + number;
    }

    private Log<Command> randomCommands(Log<Command> log) {
        List<Json> sent = new ArrayList<>();
        for (int number = 0; number < RECORDS; number++) {
            boolean again = number > 5 && random.nextInt(5) == 0;
            Json record = again ? sent.get(random.nextInt(sent.size())) : command(log.source().partition(), number);
            sent.add(record);
            send(log, record, COMMANDS);
        }
        return log;
    }

    /** Debits and holds are refused about as often as not, and would often succeed a little later. */
    private Json command(int partition, int number) {
        String account = money(random.nextInt(ACCOUNTS));
        String id = "c-" + partition + "-" + number;
        String amount = "\"amount\":\"" + (1 + random.nextInt(15)) + "\"";
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> command(account, id, "CREDIT", amount);
            case 3, 4, 5 -> command(account, id, "DEBIT", amount);
            case 6 -> command(account, id, "FREEZE", amount + ",\"holdId\":\"h-" + partition + "-" + number + "\"");
            default -> command(account, id, "REFUND",
                    "\"holdId\":\"h-" + partition + "-" + random.nextInt(number + 1) + "\"");
        };
    }

    private Log<RiskUpdate> randomUpdates(Log<RiskUpdate> log) {
        List<Json> sent = new ArrayList<>();
        for (int number = 0; number < RECORDS; number++) {
            boolean again = number > 5 && random.nextInt(5) == 0;
            boolean adds = random.nextInt(3) == 0;
            Json record = again
                    ? sent.get(random.nextInt(sent.size()))
                    : update((adds ? "added-" : "set-") + random.nextInt(ACCOUNTS), "e-" + log.source().partition()
                            + "-" + number, adds ? "ADD" : "SET");
            sent.add(record);
            send(log, record, UPDATES);
        }
        return log;
    }

    private Json update(String account, String id, String type) {
        return new Json(account,
                "{\"eventId\":\"%s\",\"accountUuid\":\"%s\",\"type\":\"%s\",\"risk\":%d,\"occurredAt\":%d}"
                        .formatted(id, account, type, 1 + random.nextInt(99), NOW - random.nextInt(100_000)));
    }

    private static Json command(String account, String id, String type, String more) {
        return new Json(account, "{\"commandId\":\"%s\",\"accountUuid\":\"%s\",\"type\":\"%s\",\"asset\":\"%s\",%s}"
                .formatted(id, account, type, ASSET, more));
    }

    private record Json(String account, String value) {}

    private static <T extends Entry> void send(Log<T> log, Json record, RecordDecoder<T> decoder) {
        byte[] key = record.account().getBytes(StandardCharsets.UTF_8);
        byte[] value = record.value().getBytes(StandardCharsets.UTF_8);
        log.records()
                .add(new Received<>(log.records().size(), NOW, key, value,
                        decoder.decode(new InputRecord(key, NOW, value))));
    }

    /** What is applied before everything else. */
    Log<Command> funding() {
        return funding;
    }

    List<Log<Command>> commands() {
        return commands;
    }

    List<Log<RiskUpdate>> updates() {
        return updates;
    }

    /** How many commands there are that differ in their ids. */
    long commandIds() {
        return Stream.concat(Stream.of(funding), commands.stream())
                .flatMap(log -> log.records().stream())
                .map(record -> event(record).commandId())
                .distinct()
                .count();
    }

    /** What the risk rows have to say in the end: the newest {@code SET}, or the sum of the additions. */
    Map<String, String> risks() {
        Map<String, RiskUpdate> newest = new TreeMap<>();
        Map<String, Map<String, Double>> added = new TreeMap<>();
        updates.stream().flatMap(log -> log.records().stream()).map(SharedLoad::event).forEach(update -> {
            newest.merge(update.accountUuid(), update, (one, other) -> isLater(one, other) ? one : other);
            if (update.type() == RiskUpdate.Type.ADD) {
                added.computeIfAbsent(update.accountUuid(), any -> new TreeMap<>())
                        .put(update.eventId(), update.risk());
            }
        });
        Map<String, String> risks = new TreeMap<>();
        newest.forEach((account, last) -> {
            Map<String, Double> additions = added.getOrDefault(account, Map.of());
            double risk = additions.isEmpty()
                    ? last.risk()
                    : additions.values().stream().mapToDouble(Double::doubleValue).sum();
            risks.put(account, (long) risk + " " + last.occurredAtMillis() + " " + last.eventId());
        });
        return risks;
    }

    private static boolean isLater(RiskUpdate one, RiskUpdate other) {
        return one.occurredAtMillis() != other.occurredAtMillis()
                ? one.occurredAtMillis() > other.occurredAtMillis()
                : one.eventId().compareTo(other.eventId()) > 0;
    }

    private static <T extends Entry> T event(Received<T> record) {
        return switch (record.decoded()) {
            case Decoded.Valid<T>(T event) -> event;
            case Decoded.Invalid<T> invalid -> throw new IllegalStateException(invalid.detail());
            case Decoded.Ignored<T> _ -> throw new IllegalStateException("no mapping leaves it out");
        };
    }
}
