package dev.accountrisk.engine;

import static dev.accountrisk.engine.Records.add;
import static dev.accountrisk.engine.Records.batch;
import static dev.accountrisk.engine.Records.command;
import static dev.accountrisk.engine.Records.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.account.Entry;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.record.OutcomeCounts;
import dev.accountrisk.engine.record.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What holds when many writers act on the same accounts at once, whatever the locks do: they are for contention, the database is
 * for correctness. Each writer has a partition of its own, as a backfill, another topic or a wrong key would make it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConcurrencyContract {
    private static final int WRITERS = 6;

    private EngineDatabase database;

    abstract AccountLocks locks();

    @BeforeAll
    void open() {
        database = EngineDatabase.create("engine_" + getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void creditsOfOneBalanceFromManyPartitionsSumUpAndNobodyMeetsADuplicateKey() throws Exception {
        List<OutcomeCounts> counts = commands("credits", writer -> IntStream.range(0, 60)
                .mapToObj(number -> command(CommandType.CREDIT, "token-" + number % 3, "c-" + writer + "-" + number,
                        "0.1", null))
                .toList(), 10);

        assertThat(sum(counts)).isEqualTo(new OutcomeCounts(WRITERS * 60L, 0, 0, 0, 0, 0));
        assertThat(database.text("SELECT SUM(balance) FROM account_balance WHERE account_uuid LIKE 'token-%'"))
                .isEqualTo("36.000000000000000000");
        assertThat(database.number("SELECT COUNT(*) FROM account_balance WHERE account_uuid LIKE 'token-%'"))
                .isEqualTo(3);
    }

    @Test
    void aHundredFreezesThatCanBePaidAreAllApplied() throws Exception {
        assertThat(freezes("rich", "61600")).isEqualTo(new OutcomeCounts(101, 0, 0, 0, 0, 0));
    }

    @Test
    void ofAHundredFreezesAsManyAreAppliedAsCanBePaid() throws Exception {
        assertThat(freezes("poor", "22800")).isEqualTo(new OutcomeCounts(38, 0, 0, 63, 0, 0));
        assertThat(database.number("SELECT COUNT(*) FROM account_entry WHERE account_uuid = 'poor'"
                + " AND (frozen_after > balance_after OR frozen_after < 0)")).isZero();
        assertThat(
                database.number("SELECT COUNT(*) FROM account_entry WHERE account_uuid = 'poor' AND outcome = 'REFUSED'"
                        + " AND reason = 'INSUFFICIENT_BALANCE'"))
                .isEqualTo(63);
    }

    private OutcomeCounts freezes(String account, String balance) throws Exception {
        OutcomeCounts credit = sum(commands("pay-" + account, writer -> writer == 0
                ? List.of(command(CommandType.CREDIT, account, "credit", balance, null))
                : List.of(), 1));
        return credit.plus(sum(commands("freeze-" + account, writer -> IntStream.range(0, 100)
                .filter(number -> number % WRITERS == writer)
                .mapToObj(number -> command(CommandType.FREEZE, account, "f-" + number, "616", "h-" + number))
                .toList(), 1)));
    }

    @Test
    void ofTwoAccountsThatOpenOneReferenceOneHearsThatItExists() throws Exception {
        List<OutcomeCounts> counts = commands("opens", writer -> IntStream.range(0, 40)
                .mapToObj(number -> Records.open("opener-" + writer + "-" + number, "o", "ref-" + number))
                .toList(), 8);

        assertThat(sum(counts)).isEqualTo(new OutcomeCounts(40, 0, 0, 40L * (WRITERS - 1), 0, 0));
        assertThat(database.number("SELECT COUNT(*) FROM account WHERE external_ref LIKE 'ref-%'")).isEqualTo(40);
        assertThat(database.number("SELECT COUNT(*) FROM account_reference WHERE external_ref LIKE 'ref-%'"))
                .isEqualTo(40);
        assertThat(database.number("SELECT COUNT(*) FROM account_entry WHERE reason = 'ALREADY_EXISTS'"))
                .isEqualTo(40L * (WRITERS - 1));
    }

    @Test
    void theSameCommandsFromEverywhereTakeEffectOnce() throws Exception {
        List<OutcomeCounts> counts = commands("same", writer -> {
            List<Command> all = new ArrayList<>();
            for (int number = 0; number < 100; number++) {
                all.add(command(CommandType.CREDIT, "once-" + number % 7, "same-" + number, "1", null));
            }
            Collections.shuffle(all, new Random(writer));
            return all;
        }, 20);

        assertThat(sum(counts)).isEqualTo(new OutcomeCounts(100, 0, 100L * (WRITERS - 1), 0, 0, 0));
        assertThat(database.text("SELECT SUM(balance) FROM account_balance WHERE account_uuid LIKE 'once-%'"))
                .isEqualTo("100.000000000000000000");
        assertThat(database.number("SELECT COUNT(*) FROM account_head WHERE account_uuid LIKE 'once-%' AND version <>"
                + " (SELECT COUNT(*) FROM account_entry WHERE account_entry.account_uuid = account_head.account_uuid)"))
                .isZero();
    }

    @Test
    void theSameAdditionsFromEverywhereAreAddedOnce() throws Exception {
        List<OutcomeCounts> counts = run("additions", TestTopics.RISK, writer -> {
            List<RiskUpdate> all = new ArrayList<>();
            for (int number = 0; number < 100; number++) {
                all.add(add("added-" + number % 7, "a-" + number, 1));
                all.add(Records.set("set-" + number % 5, "s-" + number, number, number));
            }
            Collections.shuffle(all, new Random(writer));
            return all;
        }, 25);

        assertThat(sum(counts).total()).isEqualTo(200L * WRITERS);
        assertThat(database.real("SELECT SUM(risk) FROM account_risk WHERE account_uuid LIKE 'added-%'"))
                .isEqualTo(100);
        assertThat(database.number("SELECT SUM(entries) FROM account_risk WHERE account_uuid LIKE 'added-%'"))
                .isEqualTo(100);
        assertThat(database.real("SELECT SUM(risk) FROM account_risk WHERE account_uuid LIKE 'set-%'"))
                .isEqualTo(95 + 96 + 97 + 98 + 99);
    }

    private List<OutcomeCounts> commands(String topic, IntFunction<List<Command>> eventsOf, int batchSize)
            throws Exception {
        return run(topic, TestTopics.COMMANDS, eventsOf, batchSize);
    }

    /** Every writer applies its events in batches of the size; all of them at once. */
    private <T extends Entry> List<OutcomeCounts> run(String topic, Topic<T> kind,
            IntFunction<List<T>> eventsOf, int batchSize) throws Exception {
        Engines engines = database.engines(locks(), EngineObserver.NONE);
        List<Callable<OutcomeCounts>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Source source = source(topic, writer);
            engines.positions().create(source, 0);
            Engine<T> engine = engines.open(kind);
            List<T> events = eventsOf.apply(writer);
            writers.add(() -> applyAll(engine, source, events, batchSize));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<OutcomeCounts> counts = new ArrayList<>();
            for (Future<OutcomeCounts> done : threads.invokeAll(writers)) {
                counts.add(done.get());
            }
            return counts;
        }
    }

    private static <T extends Entry> OutcomeCounts applyAll(Engine<T> engine, Source source, List<T> events,
            int batchSize) {
        OutcomeCounts counts = OutcomeCounts.NONE;
        int from = 0;
        while (from < events.size()) {
            List<T> part = events.subList(from, Math.min(events.size(), from + batchSize));
            switch (engine.apply(batch(source, from, part))) {
                case ApplyResult.Done(OutcomeCounts done) -> {
                    counts = counts.plus(done);
                    from += part.size();
                }
                // other writers were faster eight times: a live partition would pause, and come again
                case ApplyResult.Unavailable again -> assertThat(again.counts()).isEqualTo(OutcomeCounts.NONE);
                case ApplyResult other -> throw new AssertionError(other);
            }
        }
        return counts;
    }

    private static OutcomeCounts sum(List<OutcomeCounts> counts) {
        return counts.stream().reduce(OutcomeCounts.NONE, OutcomeCounts::plus);
    }
}
