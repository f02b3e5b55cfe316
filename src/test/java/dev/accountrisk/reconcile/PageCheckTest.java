package dev.accountrisk.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accountrisk.account.Command;
import dev.accountrisk.database.RangeSelect;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.AppliedCheck;
import dev.accountrisk.engine.check.DriftKind;
import dev.accountrisk.engine.check.Finding;
import dev.accountrisk.engine.check.FindingCollector;
import dev.accountrisk.engine.check.Repair;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the topics find about a page is told account by account, and repaired if that is wanted. */
class PageCheckTest {
    private static final Connection UNUSED = (Connection) Proxy.newProxyInstance(PageCheckTest.class.getClassLoader(),
            new Class<?>[]{Connection.class}, (_, method, _) -> {
                throw new AssertionError(method);
            });
    private static final long NOW_MILLIS = 1_234;
    private static final List<String> ACCOUNTS = List.of("a", "b", "no id");

    private final List<String> sent = new ArrayList<>();
    private int batches;
    private String obstacle = "";
    private final Repairs repairs = new Repairs() {
        @Override
        public String obstacle(Repair repair) {
            return repair.id().equals("first") ? obstacle : "";
        }

        @Override
        public void send(List<Repair> page, long timestampMillis) {
            assertThat(timestampMillis).as("the database's time").isEqualTo(NOW_MILLIS);
            batches++;
            page.forEach(repair -> sent.add(repair.accountUuid()));
        }
    };

    @Test
    void findingsStandAccountByAccountInTheOrderOfTheTopics() throws Exception {
        PageCheck page = page();

        assertThat(page.repair(null))
                .extracting(finding -> finding.account() + " " + finding.item() + " " + finding.repair())
                .containsExactly("a first null", "a second null", "b first null", "b second null",
                        "no id account_uuid null", "no id first null", "no id second null");
        assertThat(page.accounts()).isEqualTo(ACCOUNTS);
        assertThat(page.levelsToRecompute()).isEqualTo(6);
        assertThat(sent).isEmpty();
    }

    @Test
    void repairsAreNotedInTheirFindings() throws Exception {
        assertThat(page().repair(repairs)).extracting(Finding::repair)
                .containsExactly("first", "second", null, null, null, null, null);
        assertThat(sent).as("of the findings first, then what is no drift").containsExactly("a", "a", "b", "b");
        assertThat(batches).as("one for the page").isOne();
    }

    @Test
    void aRepairThatCannotBeSentIsNamedAndTheOthersAreSent() throws Exception {
        obstacle = "no such partition";
        assertThat(page().repair(repairs))
                .filteredOn(finding -> "a".equals(finding.account()))
                .extracting(finding -> finding.actual() + ", " + finding.repair())
                .containsExactly("2; no repair: no such partition, null", "2, second");
    }

    private static PageCheck page() throws Exception {
        return PageCheck.checkInTx(UNUSED, ACCOUNTS, List.of(new Finds("first"), new Finds("second")), NOW_MILLIS, 0);
    }

    /** Finds one thing about each account, has a repair for {@code a}, and calls each outdated, with a repair for {@code b}. */
    private record Finds(String item) implements AccountChecks<Command> {
        @Override
        public List<String> accountTables() {
            return List.of();
        }

        @Override
        public RangeSelect journalRows() {
            throw new AssertionError("pages are tested elsewhere");
        }

        @Override
        public void checkInTx(Connection connection, List<String> accounts, long overdueBeforeMillis,
                FindingCollector findings) {
            for (String account : accounts) {
                Repair repair = new Repair("topic", null, account, item, new byte[0]);
                findings.add(Finding.of(DriftKind.BALANCE, account, item, 1, 2), account.equals("a") ? repair : null);
                findings.addOutdated(account.equals("b") ? repair : null);
            }
        }

        @Override
        public Optional<String> policy() {
            return Optional.empty();
        }

        @Override
        public Optional<AppliedCheck<Command>> appliedCheck() {
            return Optional.empty();
        }
    }
}
