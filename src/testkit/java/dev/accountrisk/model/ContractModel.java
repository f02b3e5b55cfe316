package dev.accountrisk.model;

import dev.accountrisk.model.Reading.Broken;
import dev.accountrisk.model.Reading.Command;
import dev.accountrisk.model.Reading.RiskUpdate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The worker that cannot be wrong by haste: takes the records of each partition in their order, one after another, and
 * holds what the tables must say in the end. Not for use by several threads.
 */
public final class ContractModel {
    private final ModelSettings settings;
    private final PlainReader reader;
    private final Registrar registrar;
    private final RiskBook risks;
    private final Map<String, Ledger> ledgers = new HashMap<>();
    private final Map<Rows.Place, Rows.Parked> parked = new HashMap<>();
    private final Set<String> heldBack = new HashSet<>();
    private final Map<Outcome, Long> riskOutcomes = new EnumMap<>(Outcome.class);
    private final Map<Outcome, Long> commandOutcomes = new EnumMap<>(Outcome.class);

    /** A model that lets the first to come win a race for a reference. */
    public ContractModel(ModelSettings settings) {
        this(settings, Registrar.NOBODY);
    }

    /** A model that judges races for a reference by what a worker decided, see {@link Registrar}. */
    public ContractModel(ModelSettings settings, WorkerDatabase decidedBy) {
        this(settings, decidedBy.openings());
    }

    ContractModel(ModelSettings settings, Registrar.Witness witness) {
        this.settings = settings;
        this.reader = new PlainReader(settings);
        this.registrar = new Registrar(witness);
        this.risks = new RiskBook(settings.orderBySequence(), settings.policy());
    }

    /** Takes the next record of its partition and says what becomes of it. */
    public Outcome accept(LogRecord record) {
        if (record.topic().equals(settings.riskTopic())) {
            return count(riskOutcomes, riskUpdate(record));
        }
        if (record.topic().equals(settings.commandTopic())) {
            return count(commandOutcomes, command(record));
        }
        throw new IllegalArgumentException("no topic of the contract: " + record.topic());
    }

    /** {@link #accept(LogRecord)} for a record in pieces. */
    public Outcome accept(
            String topic,
            int partition,
            long offset,
            long timestampMillis,
            byte @Nullable [] key,
            byte @Nullable [] value) {
        return accept(new LogRecord(topic, partition, offset, timestampMillis, key, value));
    }

    /** From the next record on another risk policy holds. */
    public void use(ModelPolicy policy) {
        risks.use(policy);
    }

    private Outcome riskUpdate(LogRecord record) {
        return switch (reader.riskUpdate(record)) {
            case Broken broken -> park(record, broken.reason());
            case RiskUpdate update -> risks.apply(update);
            case Command command -> throw new IllegalStateException("a command from the risk topic: " + command);
        };
    }

    private Outcome command(LogRecord record) {
        return switch (reader.command(record)) {
            case Broken broken -> {
                if (!broken.ofWorkers()) {
                    PlainReader.keyAccount(record).ifPresent(heldBack::add);
                }
                yield park(record, broken.reason());
            }
            case Command command -> decide(record, command);
            case RiskUpdate update -> throw new IllegalStateException("an update from the command topic: " + update);
        };
    }

    private Outcome decide(LogRecord record, Command command) {
        Ledger ledger = ledgers
                .computeIfAbsent(command.account(), account -> new Ledger(account, registrar));
        Ledger.Decided known = ledger.decided(command.commandId());
        if (known != null) {
            return known.content().equals(command.content())
                    ? Outcome.DUPLICATE
                    : park(record, Unreadable.CONFLICT);
        }
        if (settings.holdBack() && heldBack.contains(command.account())) {
            return park(record, Unreadable.BEHIND_PARKED);
        }
        return ledger.decide(command);
    }

    private Outcome park(LogRecord record, Unreadable reason) {
        Rows.Place place = new Rows.Place(record.topic(), record.partition(), record.offset());
        Optional<String> account = PlainReader.keyAccount(record);
        parked.putIfAbsent(place, new Rows.Parked(account.orElse(null), reason.name(), place, "PARKED"));
        return Outcome.PARKED;
    }

    private static Outcome count(Map<Outcome, Long> counts, Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
        return outcome;
    }

    /** How many records of the risk topic ended in each way. */
    public Map<Outcome, Long> riskOutcomes() {
        return riskOutcomes;
    }

    /** How many records of the command topic ended in each way. */
    public Map<Outcome, Long> commandOutcomes() {
        return commandOutcomes;
    }

    RiskBook risks() {
        return risks;
    }

    Map<String, Ledger> ledgers() {
        return ledgers;
    }

    Map<Rows.Place, Rows.Parked> parked() {
        return parked;
    }

    Registrar registrar() {
        return registrar;
    }
}
