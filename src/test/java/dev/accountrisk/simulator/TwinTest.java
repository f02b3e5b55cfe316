package dev.accountrisk.simulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The twin does what it has to do; and what it cannot do, it says so. */
class TwinTest extends TwinContract {
    private final DataSource twin = new TwinDataSource(Turns.ALONE, Faults.NONE);

    @Override
    DataSource dataSource() {
        return twin;
    }

    @Test
    void whatTheTwinDoesNotUnderstandIsRefusedAndNotGuessed() {
        for (String sql : new String[]{"SELECT version FROM account_head ORDER BY version", "TRUNCATE account_head",
                "SELECT version FROM account_head WHERE version = 1 FOR UPDATE",
                "SELECT SUM(version) FROM account_head",
                "UPDATE account_head SET version = version * 2 WHERE account_uuid = ?"}) {
            assertThatThrownBy(() -> TwinDataSource.understood(sql)).as(sql)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
