package dev.accountrisk.lab.reported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accountrisk.lab.Crowd;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The four reports, each run as it was written until the reported failure is seen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportedFailuresIT {
    private static final int CLIENTS = 8;
    private static final int ROUNDS_AT_MOST = 200;

    private ReportedDatabase database;

    @BeforeAll
    void open() {
        database = new ReportedDatabase();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void tokenBalancesCheckedThenInsertedGiveDuplicateKeysAndLoseCredits() throws Exception {
        TokenBalances balances = new TokenBalances(database.dataSource());
        Seen seen = untilSeen(holder -> () -> {
            balances.credit(holder, "contract", 10);
            return true;
        }, (_, errors) -> !errors.isEmpty());
        assertThat(seen.errors()).allSatisfy(error -> {
            assertThat(error.getErrorCode()).isEqualTo(1062);
            assertThat(error.getMessage()).contains("for key 'ft_balance.PRIMARY'");
        });
        assertThat(number("SELECT SUM(amount) FROM ft_balance WHERE holder = ?", seen.id()))
                .isEqualTo(10L * (CLIENTS - seen.errors().size()));
    }

    @Test
    void aFreezeWaitsForItsOwnLockEvenWhenNobodyElseIsThere() {
        String account = coinAccount(616);
        assertThatThrownBy(() -> new CoinAccounts(database.dataSource()).freeze(account, 616))
                .isInstanceOfSatisfying(SQLException.class, error -> assertThat(error.getErrorCode()).isEqualTo(1205))
                .hasMessageContaining("Lock wait timeout exceeded");
        assertThat(number("SELECT frozen FROM coin_account WHERE account = ?", account)).isZero();
    }

    @Test
    void ofManyFreezesThatTheAccountCanPayNoneIsApplied() throws Exception {
        CoinAccounts accounts = new CoinAccounts(database.dataSource());
        String account = coinAccount(616L * CLIENTS);
        try (Crowd crowd = new Crowd(CLIENTS)) {
            List<SQLException> errors = crowd.allAtOnce(_ -> () -> accounts.freeze(account, 616));
            assertThat(errors).hasSize(CLIENTS).allMatch(error -> error.getErrorCode() == 1205);
        }
        assertThat(number("SELECT frozen FROM coin_account WHERE account = ?", account)).isZero();
    }

    @Test
    void theSameBookIsAddedTwiceAndNobodyIsTold() throws Exception {
        BookShelf shelf = new BookShelf(database.entities(), database.jpaTransaction());
        Seen seen = untilSeen(name -> () -> {
            shelf.add(name);
            return true;
        }, (name, _) -> booksNamed(name) > 1);
        assertThat(seen.errors()).isEmpty();
        assertThat(booksNamed(seen.id())).isGreaterThan(1);
    }

    @Test
    void theRiskHandlerInsertsTwiceInSpiteOfItsLock() throws Exception {
        RiskHandler handler = new RiskHandler(database.entities(), database.jpaTransaction(), database.redisson());
        Seen seen = untilSeen(uuid -> () -> {
            handler.handle(uuid, 42.5);
            return true;
        }, (_, errors) -> !errors.isEmpty());
        assertThat(seen.errors()).allSatisfy(error -> {
            assertThat(error.getErrorCode()).isEqualTo(1062);
            assertThat(error.getMessage()).matches("Duplicate entry '.*' for key '(risk_row\\.)?uuid'");
        });
    }

    /** One id that showed the failure, and the errors its clients met. */
    private record Seen(String id, List<SQLException> errors) {}

    /** Whether what was reported has happened to the id. */
    private interface Failure {
        boolean seen(String id, List<SQLException> errors);
    }

    private Seen untilSeen(Function<String, Callable<?>> program, Failure failure) throws InterruptedException {
        List<SQLException> errors = new ArrayList<>();
        try (Crowd crowd = new Crowd(CLIENTS)) {
            for (int round = 0; round < ROUNDS_AT_MOST; round++) {
                String id = database.freshId();
                errors = crowd.allAtOnce(_ -> program.apply(id));
                if (failure.seen(id, errors)) {
                    return new Seen(id, errors);
                }
            }
        }
        throw new AssertionError("Not seen in " + ROUNDS_AT_MOST + " rounds; last errors " + errors);
    }

    private String coinAccount(long balance) {
        String account = database.freshId();
        database.jdbc()
                .update("INSERT INTO coin_account (account, balance, frozen) VALUES (?, ?, 0)", account, balance);
        return account;
    }

    private long booksNamed(String name) {
        return number("SELECT COUNT(*) FROM book WHERE name = ?", name);
    }

    private long number(String sql, String id) {
        return Objects.requireNonNull(database.jdbc().queryForObject(sql, Long.class, id));
    }
}
