package dev.accountrisk.lab.reported;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Report 1: token balances by holder and contract, "check, then insert" in one transaction under REPEATABLE READ.
 *
 * <p>
 * Both transactions see no row and both insert it: the second waits for the first and dies with
 * {@code 1062 Duplicate entry … for key 'ft_balance.PRIMARY'}. Its credit is lost with it.
 */
final class TokenBalances {
    static final String TABLE = """
            CREATE TABLE ft_balance (
              holder VARCHAR(64) NOT NULL,
              contract VARCHAR(64) NOT NULL,
              amount DECIMAL(38,18) NOT NULL,
              PRIMARY KEY (holder, contract))""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    TokenBalances(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    void credit(String holder, String contract, long amount) {
        transaction.executeWithoutResult(_ -> {
            boolean missing = jdbc
                    .queryForList("SELECT amount FROM ft_balance WHERE holder = ? AND contract = ?", holder, contract)
                    .isEmpty();
            if (missing) {
                jdbc.update("INSERT INTO ft_balance (holder, contract, amount) VALUES (?, ?, ?)", holder, contract,
                        amount);
            } else {
                jdbc.update("UPDATE ft_balance SET amount = amount + ? WHERE holder = ? AND contract = ?", amount,
                        holder, contract);
            }
        });
    }
}
