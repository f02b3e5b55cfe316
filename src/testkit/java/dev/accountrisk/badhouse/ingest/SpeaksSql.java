package dev.accountrisk.badhouse.ingest;

import org.springframework.jdbc.core.JdbcTemplate;

public final class SpeaksSql {
    void delete(JdbcTemplate jdbc) {
        jdbc.execute("DELETE FROM account_risk");
    }
}
