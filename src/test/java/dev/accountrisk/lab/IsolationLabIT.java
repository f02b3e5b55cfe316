package dev.accountrisk.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every cell of the lab's table, asserted for what this server really does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationLabIT {
    private static final String LOST = "YES: 70 left of 100 - 30 - 30";
    private static final String LAST_COMMIT = "no: reads the last commit";
    private static final String SNAPSHOT = "no: reads its snapshot";
    private static final String WAITS = "no: waits";
    private static final String WRITER_WAITS = "no: the writer waits";
    private static final String DEADLOCK = "error 1213";
    private static final String DUPLICATE = "error 1062";
    private static final String TIMEOUT = "error 1205";

    /** In the order of {@link Isolation}: READ UNCOMMITTED, READ COMMITTED, REPEATABLE READ, SERIALIZABLE. */
    private static final List<Expected> LEVELS = List.of(
            row("dirty read", "YES: read 50, rolled back later", LAST_COMMIT, LAST_COMMIT, WAITS),
            row("non-repeatable read", "YES: read 100, then 50", "YES: read 100, then 50", SNAPSHOT, WRITER_WAITS),
            row("phantom", "YES: 0 rows, then 1", "YES: 0 rows, then 1", SNAPSHOT, WRITER_WAITS),
            row("update of a row the snapshot cannot see", "no: sees what it changes", "no: sees what it changes",
                    "YES: saw 0, changed 1, now sees 1", WRITER_WAITS),
            row("plain read of a row being written", "YES: acts on what is not committed", LAST_COMMIT, LAST_COMMIT,
                    TIMEOUT),
            row("lost update: read, compute, write", LOST, LOST, LOST, DEADLOCK),
            row("the same with FOR UPDATE", WAITS, WAITS, WAITS, WAITS),
            row("the same as one guarded UPDATE", WAITS, WAITS, WAITS, WAITS),
            row("lock released before commit", "no: right by luck, a dirty read", LOST, LOST, WAITS),
            row("snapshot taken before the lock", LAST_COMMIT, LAST_COMMIT, LOST, LAST_COMMIT),
            row("write skew", "YES: sum is -100", "YES: sum is -100", "YES: sum is -100", DEADLOCK),
            row("the same with FOR UPDATE", WAITS, WAITS, WAITS, WAITS),
            row("check, then insert, no unique key", "YES: 2 rows of one name", "YES: 2 rows of one name",
                    "YES: 2 rows of one name", DEADLOCK),
            row("check, then insert, unique key", DUPLICATE, DUPLICATE, DUPLICATE, DEADLOCK),
            row("FOR UPDATE on a missing row, then insert", DUPLICATE, DUPLICATE, DEADLOCK, DEADLOCK),
            row("the same, two different missing rows", "no: both inserted", "no: both inserted", DEADLOCK, DEADLOCK),
            row("INSERT IGNORE, then FOR UPDATE", DEADLOCK, DEADLOCK, DEADLOCK, DEADLOCK),
            row("no-op upsert, then FOR UPDATE, row there", WAITS, WAITS, WAITS, WAITS),
            row("no-op upsert, then FOR UPDATE, row missing", WAITS, WAITS, WAITS, WAITS),
            row("three upsert, the first rolls back", DEADLOCK, DEADLOCK, DEADLOCK, DEADLOCK),
            row("multi-row upserts, different order", DEADLOCK, DEADLOCK, DEADLOCK, DEADLOCK),
            row("multi-row upserts, sorted", WAITS, WAITS, WAITS, WAITS),
            everywhere("disjoint batches, FOR UPDATE on an IN list", DEADLOCK),
            everywhere("the same with FORCE INDEX (PRIMARY)", "no: nobody waits"),
            everywhere("worker: ensure, lock, fold, write", "no: exact, waits"),
            everywhere("worker: guarded multi-row upsert, sorted", "no: the newer one wins, waits"),
            everywhere("worker: position compare-and-set", "no: the second is fenced"));

    private static final List<Seen> FINDINGS = List.of(
            new Seen("upsert: new row, same value, other value",
                    "useAffectedRows=false: 1, 1, 2; useAffectedRows=true: 1, 0, 2"),
            new Seen("update of a row that already has the value", "useAffectedRows=false: 1; useAffectedRows=true: 0"),
            new Seen("compare-and-set: first, second", "useAffectedRows=false: 1, 0; useAffectedRows=true: 1, 0"),
            new Seen("batch of three upserts, rewritten by the driver", "[-2, -2, -2]"),
            new Seen("batch of five, the third a duplicate", "1062 [1, 1, -3, 1, 1], committed all the same: 4"),
            new Seen("the same with continueBatchOnError=false", "1062 [1, 1], committed all the same: 2"),
            new Seen("the same, rewritten by the driver", "1062 [-3, -3, -3, -3, -3], committed all the same: 0"),
            new Seen("newer value over an older one, time assigned first", "risk 1 at 20"),
            new Seen("newer value over an older one, time assigned last", "risk 2 at 20"),
            new Seen("upsert of account B with the reference of account A", "balance of A 7, rows of B 0"),
            new Seen("debit of 30 from 100 by upsert, CHECK (balance >= 0)", "error 3819, balance 100"),
            new Seen("1213 at the second of three records, caught", "error 1213; committed: 1 no, 2 no, 3 yes"),
            new Seen("1205 at the second of three records, caught", "error 1205; committed: 1 yes, 2 no, 3 yes"),
            new Seen("FOR UPDATE on 15,000 pairs, another row locked", "waits for the other row"),
            new Seen("the same in chunks of 5,000 pairs", "does not wait"));

    private LabDatabase lab;

    @BeforeAll
    void open() throws SQLException {
        lab = IsolationLab.openDatabase("isolation_lab_it");
    }

    @AfterAll
    void close() throws SQLException {
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> everyLevelDoesWhatTheTableSays() {
        List<Experiment> experiments = Chapter.all()
                .stream()
                .map(Chapter::experiments)
                .flatMap(Collection::stream)
                .toList();
        assertThat(experiments).extracting(Experiment::name)
                .containsExactlyElementsOf(LEVELS.stream().map(Expected::name).toList());
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < experiments.size(); i++) {
            Experiment experiment = experiments.get(i);
            Map<Isolation, String> cells = LEVELS.get(i).cells();
            for (Isolation level : Isolation.values()) {
                tests.add(DynamicTest.dynamicTest(experiment.name() + " at " + level.title(),
                        () -> assertThat(experiment.observe(lab, level).cell())
                                .isEqualTo(cells.get(level))));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> everyFindingIsAsTheTableSays() {
        List<Finding> findings = FindingChapter.all()
                .stream()
                .map(FindingChapter::findings)
                .flatMap(Collection::stream)
                .toList();
        assertThat(findings).extracting(Finding::name)
                .containsExactlyElementsOf(FINDINGS.stream().map(Seen::name).toList());
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String seen = FINDINGS.get(i).text();
            tests.add(DynamicTest.dynamicTest(finding.name(), () -> assertThat(finding.observe(lab)).isEqualTo(seen)));
        }
        return tests.stream();
    }

    @Test
    void thePageShowsTheServerAndEveryRow() throws SQLException {
        LabPage page = new LabPage(LabReport.measure(lab));
        assertThat(page.plain()).contains(lab.serverVersion());
        assertThat(page.markdown()).contains(lab.serverVersion());
        for (Expected row : LEVELS) {
            assertThat(page.plain()).contains(row.name()).contains(row.cells().values());
            assertThat(page.markdown()).contains(row.name()).contains(row.cells().values());
        }
        for (Seen row : FINDINGS) {
            assertThat(page.plain()).contains(row.name()).contains(row.text());
            assertThat(page.markdown()).contains(row.name()).contains(row.text());
        }
        assertThat(page.plain().stripTrailing().lines().toList().getLast()).contains("position compare-and-set");
    }

    private static Expected row(String name, String uncommitted, String committed, String repeatable,
            String serializable) {
        return new Expected(name, Map.of(Isolation.READ_UNCOMMITTED, uncommitted, Isolation.READ_COMMITTED, committed,
                Isolation.REPEATABLE_READ, repeatable, Isolation.SERIALIZABLE, serializable));
    }

    private static Expected everywhere(String name, String cell) {
        return row(name, cell, cell, cell, cell);
    }

    /** A row of the table as it has to come out. */
    private record Expected(String name, Map<Isolation, String> cells) {}

    /** A finding as it has to come out. */
    private record Seen(String name, String text) {}
}
