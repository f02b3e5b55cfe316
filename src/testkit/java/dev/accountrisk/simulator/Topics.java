package dev.accountrisk.simulator;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.Entry;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.model.CommandLoad;
import dev.accountrisk.model.LoadRecord;
import dev.accountrisk.model.RiskLoad;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The records of one run: two topics of two partitions each, and perhaps a source that plays them again. */
final class Topics {
    static final String RISK = "account.risk.updates";
    static final String COMMANDS = "account.commands";
    /** Follows the topic's name in the name of a source that replays the topic. */
    static final String AGAIN = ".again";
    private static final int PARTITIONS = 2;
    private static final int RECORDS = 16;
    private static final int ACCOUNTS = 3;
    private static final long NOW = 1_763_776_800_000L;
    static final long MAX_SKEW_MILLIS = 300_000;

    private final List<Log<RiskUpdate>> updates = new ArrayList<>();
    private final List<Log<Command>> commands = new ArrayList<>();

    /** The records of one source; a record's offset is its index. */
    record Log<T extends Entry>(Source source, List<Received<T>> records) {
        static <T extends Entry> Log<T> empty(String topic, int partition) {
            return new Log<>(new Source(topic, "id-of-" + topic, partition), new ArrayList<>());
        }

        Log<T> again() {
            String topic = source.topic() + AGAIN;
            return new Log<>(new Source(topic, "id-of-" + topic, source.partition()), records);
        }
    }

    Topics(SplittableRandom random, RiskOrder order, boolean withReplays) {
        CommandDecoder commandDecoder = new CommandDecoder(MAX_SKEW_MILLIS);
        RiskUpdateDecoder updateDecoder = new RiskUpdateDecoder(order, MAX_SKEW_MILLIS);
        double broken = random.nextInt(3) == 0 ? 0.04 : 0;
        RiskLoad riskLoad = new RiskLoad(RISK, random.nextLong() >>> 40, RECORDS, ACCOUNTS, 0.2, 0.15, broken, 0.4,
                order == RiskOrder.SEQUENCE, NOW);
        CommandLoad commandLoad = new CommandLoad(COMMANDS, random.nextLong() >>> 40, RECORDS, ACCOUNTS, 2, 0.5,
                List.of("COIN", "DEFAULT"), 0.2, 0.03, broken, NOW);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            updates.add(Log.empty(RISK, partition));
            commands.add(Log.empty(COMMANDS, partition));
        }
        riskLoad.forEach(record -> append(updates, record, updateDecoder));
        commandLoad.forEach(record -> append(commands, record, commandDecoder));
        if (withReplays) {
            updates.addAll(updates.stream().map(Log::again).toList());
            commands.addAll(commands.stream().map(Log::again).toList());
        }
    }

    private static <T extends Entry> void append(List<Log<T>> logs, LoadRecord record, RecordDecoder<T> decoder) {
        List<Received<T>> records = logs.get(Math.floorMod(Arrays.hashCode(record.key()), PARTITIONS)).records();
        records.add(new Received<>(records.size(), record.timestampMillis(), record.key(), record.value(),
                decoder.decode(new InputRecord(record.key(), record.timestampMillis(), record.value()))));
    }

    List<Log<RiskUpdate>> updates() {
        return updates;
    }

    List<Log<Command>> commands() {
        return commands;
    }

    List<Log<?>> all() {
        List<Log<?>> all = new ArrayList<>(updates);
        all.addAll(commands);
        return all;
    }
}
