package dev.accountrisk.app;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Asks for the version of the schema without Flyway, which takes much longer to start than most jobs to run. */
public final class SchemaVersion {
    private final DataSource dataSource;
    private final String history;

    SchemaVersion(DataSource dataSource, Environment environment) {
        this.dataSource = dataSource;
        this.history = environment.getProperty("spring.flyway.table", "flyway_schema_history");
    }

    /** False also if the history cannot be read: then the migration finds out why. */
    public boolean isNewest() throws IOException {
        String question = "SELECT COUNT(*) = SUM(success) AND MAX(version + 0) >= " + newest() + " FROM `" + history
                + "` WHERE version IS NOT NULL";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        } catch (SQLException unreadable) {
            return false;
        }
    }

    /** The version of this program's newest script, {@code V10__what_it_does.sql}. */
    static int newest() throws IOException {
        return Arrays
                .stream(new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*__*.sql"))
                .map(script -> Objects.requireNonNull(script.getFilename()))
                .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                .max()
                .orElseThrow();
    }
}
