package dev.accountrisk.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.CommandItem.InvalidCommand;
import dev.accountrisk.account.CommandItem.ValidCommand;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class CommandFoldPropertiesTest {
    private static final Map<String, String> TAKEN = Map.of("taken", "9");

    @Property(edgeCases = EdgeCasesMode.NONE)
    void equalsTheModelInBatchesOfAnySize(@ForAll("items") List<CommandItem> items,
            @ForAll @IntRange(min = 1, max = 9) int batchSize) {
        CommandModel model = new CommandModel(TAKEN);
        List<String> expected = items.stream().map(item -> switch (item) {
            case ValidCommand(Command command, var _) -> model.apply(command);
            case InvalidCommand(ParkReason reason, var _) -> model.park(reason);
        }).toList();

        Run run = new Run();
        run.apply(items, batchSize);

        assertThat(run.verdicts).isEqualTo(expected);
        assertThat(run.journal).isEqualTo(model.journal);
        assertThat(run.snapshot.externalRef()).isEqualTo(model.reference);
        assertThat(run.snapshot.heldBack()).isEqualTo(model.heldBack);
        assertThat(run.snapshot.version()).isEqualTo(model.journal.size());
        assertThat(run.holds()).isEqualTo(holds(model));
        assertThat(run.snapshot.balances().keySet()).isEqualTo(model.balances.keySet());
        run.snapshot.balances().forEach((asset, balance) -> {
            assertThat(balance.balance()).isEqualByComparingTo(model.balance(asset));
            assertThat(balance.frozen()).isEqualByComparingTo(model.frozen(asset));
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void moneyIsConserved(@ForAll("commands") List<Command> commands,
            @ForAll @IntRange(min = 1, max = 9) int batchSize) {
        Run run = new Run();
        run.apply(commands.stream().<CommandItem>map(CommandFoldPropertiesTest::valid).toList(), batchSize);

        Map<String, BigDecimal> sums = new HashMap<>();
        for (CommandFold.Entry entry : run.entries) {
            BigDecimal balance = entry.balanceAfter();
            BigDecimal frozen = entry.frozenAfter();
            if (entry.asset() == null || balance == null || frozen == null) {
                continue;
            }
            assertThat(frozen).isNotNegative();
            assertThat(balance).isGreaterThanOrEqualTo(frozen);
            sums.merge(entry.asset(), moved(entry), BigDecimal::add);
            assertThat(balance).isEqualByComparingTo(sums.get(entry.asset()));
        }
        run.snapshot.balances().forEach((asset, balance) -> {
            assertThat(balance.balance()).isEqualByComparingTo(sums.get(asset));
            assertThat(balance.frozen()).isEqualByComparingTo(openHolds(run.snapshot, asset));
        });
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aReplayChangesNothing(@ForAll("commands") List<Command> commands) {
        List<CommandItem> items = commands.stream().<CommandItem>map(CommandFoldPropertiesTest::valid).toList();
        Run run = new Run();
        run.apply(items, items.size() + 1);

        CommandFold.Result replay = CommandFold.fold(run.snapshot, items, true);

        assertThat(replay.entries()).isEmpty();
        assertThat(replay.changedBalances()).isEmpty();
        assertThat(replay.changedHolds()).isEmpty();
        assertThat(replay.newExternalRef()).isNull();
        assertThat(replay.version()).isEqualTo(run.snapshot.version());
        assertThat(replay.verdicts()).allMatch(
                verdict -> verdict instanceof Verdict.Duplicate || verdict instanceof Verdict.Conflict);
    }

    private static BigDecimal moved(CommandFold.Entry entry) {
        BigDecimal amount = entry.command().amount();
        if (entry.refusal() != null || amount == null) {
            return BigDecimal.ZERO;
        }
        return switch (entry.command().type()) {
            case CREDIT -> amount;
            case DEBIT, SETTLE -> amount.negate();
            case OPEN, FREEZE, REFUND, EXPIRE -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal openHolds(AccountSnapshot snapshot, String asset) {
        return snapshot.holds()
                .values()
                .stream()
                .filter(hold -> hold.asset().equals(asset) && hold.state() == HoldState.OPEN)
                .map(Hold::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, String> holds(CommandModel model) {
        Map<String, String> holds = new TreeMap<>();
        model.holds.forEach((id, hold) -> holds.put(id, String.join(" ", hold)));
        return holds;
    }

    @Provide
    Arbitrary<List<CommandItem>> items() {
        Arbitrary<CommandItem> valid = command().map(CommandFoldPropertiesTest::valid);
        Arbitrary<CommandItem> invalid = Arbitraries.of(ParkReason.NOT_JSON, ParkReason.BAD_ID,
                ParkReason.UNPROCESSABLE).map(reason -> new InvalidCommand(reason, true));
        return Arbitraries.frequencyOf(Tuple.of(60, valid), Tuple.of(1, invalid)).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Command>> commands() {
        return command().list().ofMaxSize(60);
    }

    private static CommandItem valid(Command command) {
        return new ValidCommand(command, "a record");
    }

    private static Arbitrary<Command> command() {
        Arbitrary<String> ids = Arbitraries.integers().between(1, 80).map(id -> "c" + id);
        Arbitrary<CommandType> types = Arbitraries.frequency(Tuple.of(1, CommandType.OPEN),
                Tuple.of(6, CommandType.CREDIT), Tuple.of(3, CommandType.DEBIT), Tuple.of(6, CommandType.FREEZE),
                Tuple.of(3, CommandType.SETTLE), Tuple.of(2, CommandType.REFUND), Tuple.of(2, CommandType.EXPIRE));
        Arbitrary<BigDecimal> amounts = Arbitraries.of("1", "2", "2.00", "3.5", "0.000000000000000001", "7",
                "99999999999999999999").map(BigDecimal::new);
        Arbitrary<@Nullable Long> expiries = Arbitraries.longs().between(0, 20).injectNull(0.3);
        return Combinators.combine(ids, types, Arbitraries.of("A", "B"), amounts, Arbitraries.of("h1", "h2", "h3",
                "h4"), expiries, Arbitraries.of("r1", "r2", "taken"), Arbitraries.longs().between(0, 20))
                .as((id, type, asset, amount, holdId, expiresAt, reference, time) -> Command.of(id, "8", type, asset,
                        amount, holdId, expiresAt, reference, time));
    }

    /** Folds batch after batch, with the state between them as the database would give it back. */
    private static final class Run {
        private final List<String> verdicts = new ArrayList<>();
        private final List<String> journal = new ArrayList<>();
        private final List<CommandFold.Entry> entries = new ArrayList<>();
        private AccountSnapshot snapshot = new AccountSnapshot("8", 0, false, null, Map.of(), Map.of(), Map.of(),
                TAKEN);

        void apply(List<CommandItem> items, int batchSize) {
            for (int from = 0; from < items.size(); from += batchSize) {
                apply(items.subList(from, Math.min(from + batchSize, items.size())));
            }
        }

        private void apply(List<CommandItem> batch) {
            CommandFold.Result result = CommandFold.fold(snapshot, batch, true);
            result.verdicts().forEach(verdict -> verdicts.add(switch (verdict) {
                case Verdict.Applied _ -> "applied";
                case Verdict.Refused(Refusal refusal) -> "refused " + refusal;
                case Verdict.Duplicate _ -> "duplicate";
                case Verdict.Conflict _ -> "conflict";
                case Verdict.Parked(ParkReason reason) -> "parked " + reason;
            }));
            Map<String, Balance> balances = new HashMap<>(snapshot.balances());
            result.changedBalances()
                    .forEach((asset, balance) -> balances.put(asset, new Balance(
                            balance.balance().setScale(18), balance.frozen().setScale(18))));
            Map<String, Hold> holds = new HashMap<>(snapshot.holds());
            holds.putAll(result.changedHolds());
            Map<String, ContentDigest> decided = new HashMap<>(snapshot.decided());
            for (CommandFold.Entry entry : result.entries()) {
                decided.put(entry.command().commandId(), entry.command().digest());
                journal.add(line(entry));
            }
            entries.addAll(result.entries());
            String reference = result.newExternalRef() == null ? snapshot.externalRef() : result.newExternalRef();
            snapshot = new AccountSnapshot("8", result.version(), result.heldBack(), reference, balances, holds,
                    decided, TAKEN);
        }

        private static String line(CommandFold.Entry entry) {
            String answer = entry.refusal() == null ? "applied" : "refused " + entry.refusal();
            BigDecimal balance = entry.balanceAfter();
            BigDecimal frozen = entry.frozenAfter();
            return entry.command().commandId() + " " + answer + (entry.asset() == null || balance == null
                    || frozen == null
                            ? ""
                            : " " + entry.asset() + " " + CommandModel.text(balance) + " "
                                    + CommandModel.text(frozen));
        }

        private Map<String, String> holds() {
            Map<String, String> rows = new TreeMap<>();
            snapshot.holds()
                    .forEach((id, hold) -> rows.put(id, hold.asset() + " " + CommandModel.text(hold.amount())
                            + " " + hold.state() + " " + hold.expiresAtMillis()));
            return rows;
        }
    }
}
