package dev.accountrisk.bench;

import dev.accountrisk.account.AccountEvent;
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
import dev.accountrisk.commands.CommandDecoder;
import dev.accountrisk.commands.CommandStep;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.engine.Received;
import dev.accountrisk.engine.Slice;
import dev.accountrisk.engine.Source;
import dev.accountrisk.engine.StepClock;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.risk.PackedRiskUpdates;
import dev.accountrisk.risk.RememberedStates;
import dev.accountrisk.risk.RiskStep;
import dev.accountrisk.risk.RiskUpdateDecoder;
import dev.accountrisk.wire.CloudEvents;
import dev.accountrisk.wire.Decoded;
import dev.accountrisk.wire.EventBatch;
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
 * The hot functions of the core, warm and alone: decode, plan, fold, and what the outbox makes of events. Each works on one batch
 * of the benchmark's load; the time is that of one record.
 *
 * <p>In this package, since a plan is made inside the room.
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

    private final RiskUpdateDecoder riskDecoder = new RiskUpdateDecoder(RiskOrder.OCCURRED_AT, SKEW_MILLIS);
    private final CommandDecoder commandDecoder = new CommandDecoder(SKEW_MILLIS);
    private final CloudEvents cloudEvents = new CloudEvents("bench");
    private List<Bytes> riskRecords;
    private List<Bytes> commandRecords;
    private Slice<RiskUpdate> riskBatch;
    private Slice<RiskUpdate> packedRiskBatch;
    private Slice<Command> commandBatch;
    private Map<String, List<RiskUpdate>> updates;
    private Map<String, List<CommandItem>> commands;
    private RiskStep riskStep;
    private CommandStep commandStep;
    private List<CommandFold.Result> commandResults;
    private byte[] packed;

    /** Makes the batches. */
    @Setup
    public void prepare() {
        riskRecords = BenchRecords.riskUpdates(ACCOUNTS, RECORDS);
        commandRecords = BenchRecords.commands(COMMAND_ACCOUNTS, RECORDS);
        riskBatch = batch(riskRecords, riskDecoder::decode);
        packedRiskBatch = riskBatch.with(PackedRiskUpdates.of(riskBatch.records()));
        commandBatch = batch(commandRecords, commandDecoder::decode);
        updates = new TreeMap<>();
        commands = new TreeMap<>();
        riskBatch.records().forEach(record -> {
            if (record.decoded() instanceof Decoded.Valid<RiskUpdate>(RiskUpdate update)) {
                updates.computeIfAbsent(update.accountUuid(), account -> new ArrayList<>()).add(update);
            }
        });
        commandBatch.records().forEach(record -> {
            if (record.decoded() instanceof Decoded.Valid<Command>(Command command)) {
                commands.computeIfAbsent(command.accountUuid(), account -> new ArrayList<>())
                        .add(new CommandItem.ValidCommand(command));
            }
        });
        ApplySettings settings = new ApplySettings(Lane.AUTO, RiskOrder.OCCURRED_AT, true, 0);
        StepClock clock = new StepClock(EngineObserver.NONE);
        riskStep = new RiskStep(settings, () -> RiskPolicy.DEFAULT, new Outbox(), new RememberedStates(() -> 0), clock);
        commandStep = new CommandStep(new Outbox(), true, clock);
        commandResults = new ArrayList<>();
        commands.forEach((account, items) -> commandResults
                .add(CommandFold.fold(AccountSnapshot.unknown(account), items, true)));
        packed = packedEvents();
    }

    private interface Decoder<T extends Entry> {
        Decoded<T> decode(byte[] key, byte[] value, long timestampMillis);
    }

    private static <T extends Entry> Slice<T> batch(List<Bytes> records, Decoder<T> decoder) {
        List<Received<T>> received = new ArrayList<>();
        for (Bytes record : records) {
            received.add(new Received<>(received.size(), record.timestampMillis(), record.key(), record.value(),
                    decoder.decode(record.key(), record.value(), record.timestampMillis())));
        }
        return new Slice<>(SOURCE, 0, received.size(), -1, received);
    }

    /** Bytes to risk updates. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void decodeRiskUpdates(Blackhole sink) {
        for (Bytes record : riskRecords) {
            sink.consume(riskDecoder.decode(record.key(), record.value(), record.timestampMillis()));
        }
    }

    /** Bytes to commands. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void decodeCommands(Blackhole sink) {
        for (Bytes record : commandRecords) {
            sink.consume(commandDecoder.decode(record.key(), record.value(), record.timestampMillis()));
        }
    }

    /** Decoded risk updates laid aside in columns. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object packRiskUpdates() {
        return PackedRiskUpdates.of(riskBatch.records());
    }

    /** Risk updates that were laid aside, grouped by account and sorted. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object planRiskUpdates() {
        return riskStep.plan(packedRiskBatch);
    }

    /** Commands grouped by account and sorted. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Object planCommands() {
        return commandStep.plan(commandBatch);
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

    /** The events of the commands made into the outbox's form. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public byte[] packEvents() {
        return packedEvents();
    }

    private byte[] packedEvents() {
        List<AccountEvent> events = new ArrayList<>();
        for (CommandFold.Result result : commandResults) {
            result.entries().forEach(entry -> events.add(entry.event()));
        }
        return EventBatch.pack(events);
    }

    /** The outbox's form made into what leaves. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void unpackAndEncodeEvents(Blackhole sink) {
        EventBatch.unpack(packed).forEach(event -> sink.consume(cloudEvents.encode("id-1", event)));
    }
}
