package dev.accountrisk.console;

import dev.accountrisk.servers.MySqlAddress;
import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;

/**
 * A database that knows who is logged in and nothing else: every page of a console on it answers as on a bad day, to whoever may see
 * it.
 */
final class LoginDatabase {
    /** What a page answers to whoever may see it, and a form to whoever may send it. */
    static final int ALLOWED = 503;

    private static final String SCRIPT = "/db/migration/V21__console_sessions.sql";

    private LoginDatabase() {}

    /** Makes it, and returns the settings with which a console finds it. */
    static Map<String, String> create(String name) throws IOException, SQLException {
        MySqlAddress mysql = TestServers.shared().mysql();
        mysql.createDatabase(name);
        try (InputStream script = Objects.requireNonNull(LoginDatabase.class.getResourceAsStream(SCRIPT));
                Connection database = mysql.connect(name);
                var statement = database.createStatement()) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            for (String sql : text.split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        return Map.of("spring.datasource.url", mysql.jdbcUrl(name), "spring.datasource.username", mysql.username(),
                "spring.datasource.password", mysql.password());
    }
}
