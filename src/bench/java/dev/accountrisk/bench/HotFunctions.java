package dev.accountrisk.bench;

import dev.accountrisk.account.AccountSnapshot;
import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandFold;
import dev.accountrisk.account.CommandItem;
import dev.accountrisk.account.Entry;
import dev.accountrisk.account.RiskFold;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskState;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.bench.BenchRecords.Bytes;
import dev.accountrisk.commands.CommandSettings;
import dev.accountrisk.commands.CommandTopic;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepClock;
import dev.accountrisk.engine.StepContext;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.record.Received;
import dev.accountrisk.engine.record.RecordBuffer;
import dev.accountrisk.engine.record.Slice;
import dev.accountrisk.engine.record.Source;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.risk.LevelEvents;
import dev.accountrisk.risk.RiskSettings;
import dev.accountrisk.risk.RiskTopic;
import dev.accountrisk.wire.CloudEvents;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.RecordDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The hot functions of the core, warm and alone: decode, plan, fold, and what the outbox makes of events. Each works on one slice
 * of the benchmark's load; the time is that of one record.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC"})
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // the fields are set before any of the functions is called
public class HotFunctions {
    private static final int RECORDS = 20_000;
    private static final int ACCOUNTS = 100_000;
    private static final int COMMAND_ACCOUNTS = 2_000;
    private static final Source SOURCE = new Source("bench", "id", 0);
    private static final long SKEW_MILLIS = 300_000;

    private final Topic<RiskUpdate> riskTopic = new RiskTopic(
            new RiskSettings("bench", Lane.AUTO, RiskOrder.OCCURRED_AT, SKEW_MILLIS, LevelEvents.EACH, 0),
            () -> RiskPolicy.DEFAULT);
    private final Topic<Command> commandTopic = new CommandTopic(new CommandSettings("bench", SKEW_MILLIS, true));
    private final SliceStep<RiskUpdate> riskStep = openStep(riskTopic);
    private final SliceStep<Command> commandStep = openStep(commandTopic);
    private final CloudEvents cloudEvents = new CloudEvents("bench");
    private List<InputRecord> riskRecords;
    private List<InputRecord> commandRecords;
    private List<Received<RiskUpdate>> riskUpdates;
    private Slice<RiskUpdate> riskSlice;
    private Slice<Command> commandSlice;
    private Map<String, List<RiskUpdate>> updates;
    private Map<String, List<CommandItem>> commands;
    private List<CommandFold.Result> commandResults;

    /** Makes the batches. */
    @Setup
    public void prepare() {
        riskRecords = input(BenchRecords.riskUpdates(ACCOUNTS, RECORDS));
        commandRecords = input(BenchRecords.commands(COMMAND_ACCOUNTS, RECORDS));
        riskUpdates = received(riskRecords, riskTopic.decoder());
        riskSlice = slice(packed(riskStep, riskUpdates));
        commandSlice = slice(received(commandRecords, commandTopic.decoder()));
        updates = new TreeMap<>();
        commands = new TreeMap<>();
        riskUpdates.forEach(record -> {
            if (record.decoded() instanceof Decoded.Valid<RiskUpdate>(RiskUpdate update)) {
                updates.computeIfAbsent(update.accountUuid(), account -> new ArrayList<>()).add(update);
            }
        });
        commandSlice.records().forEach(record -> {
            if (record.decoded() instanceof Decoded.Valid<Command>(Command command)) {
                commands.computeIfAbsent(command.accountUuid(), account -> new ArrayList<>())
                        .add(new CommandItem.ValidCommand(command, "bench"));
            }
        });
        commandResults = new ArrayList<>();
        commands.forEach((account, items) -> commandResults
                .add(CommandFold.fold(AccountSnapshot.unknown(account), items, true)));
    }

    private static <E extends Entry> SliceStep<E> openStep(Topic<E> topic) {
        return topic.openStep(new StepContext(new Outbox(), StepClock.silent(), true));
    }

    private static List<InputRecord> input(List<Bytes> records) {
        return records.stream()
                .map(record -> new InputRecord(record.key(), record.timestampMillis(), record.value()))
                .toList();
    }

    private static <E extends Entry> List<Received<E>> received(List<InputRecord> records, RecordDecoder<E> decoder) {
        List<Received<E>> received = new ArrayList<>();
        for (InputRecord record : records) {
            received.add(new Received<>(received.size(), record.timestampMillis(), record.key(), record.value(),
                    decoder.decode(record)));
        }
        return received;
    }

    private static <E extends Entry> List<Received<E>> packed(SliceStep<E> step, List<Received<E>> records) {
        RecordBuffer<E> buffer = step.newBuffer();
        records.forEach(buffer::append);
        return buffer.records();
    }

    private static <E extends Entry> Slice<E> slice(List<Received<E>> records) {
        return new Slice<>(SOURCE, 0, records.size(), -1, records);
    }

    /** Bytes to risk updates. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void decodeRiskUpdates(Blackhole sink) {
        RecordDecoder<RiskUpdate> decoder = riskTopic.decoder();
        for (InputRecord record : riskRecords) {
            sink.consume(decoder.decode(record));
        }
    }

    /** Bytes to commands. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void decodeCommands(Blackhole sink) {
        RecordDecoder<Command> decoder = commandTopic.decoder();
        for (InputRecord record : commandRecords) {
            sink.consume(decoder.decode(record));
        }
    }

    /** Decoded risk updates put into the buffer in which they wait for their transaction. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object packRiskUpdates() {
        return packed(riskStep, riskUpdates);
    }

    /** Risk updates from their buffer, grouped by account and sorted. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object planRiskUpdates() {
        return riskStep.plan(riskSlice);
    }

    /** Commands grouped by account and sorted. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object planCommands() {
        return commandStep.plan(commandSlice);
    }

    /** Each account's risk updates folded over a row. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void foldRiskUpdates(Blackhole sink) {
        Map<String, RiskState> before = new HashMap<>();
        updates.forEach((account, each) -> sink.consume(
                RiskFold.fold(before.get(account), each, Set.of(), RiskPolicy.DEFAULT, RiskOrder.OCCURRED_AT)));
    }

    /** Each account's commands folded over an account nothing is known of. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void foldCommands(Blackhole sink) {
        commands.forEach((account, each) -> sink
                .consume(CommandFold.fold(AccountSnapshot.unknown(account), each, true)));
    }

    /** The events of the commands, as they are stored and sent. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public StringBuilder encodeEvents() {
        StringBuilder text = new StringBuilder();
        commandResults.forEach(result -> result.events().forEach(event -> cloudEvents.append(event, null, text)));
        return text;
    }
}
