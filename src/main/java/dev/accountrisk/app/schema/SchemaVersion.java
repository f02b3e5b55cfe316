package dev.accountrisk.app.schema;

import dev.accountrisk.database.SqlFault;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
        int newest = newest();
        try (Connection connection = dataSource.getConnection()) {
            return read(connection).filter(found -> found.obstacleFor(newest).isEmpty()).isPresent();
        } catch (SQLException unreadable) {
            return false;
        }
    }

    /** The schema's migrations; nothing if there is no history, or the user may not read it. */
    Optional<SchemaHistory> read(Connection connection) throws SQLException {
        String question = "SELECT version, description, success FROM `" + history + "` WHERE version IS NOT NULL";
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(question)) {
            List<SchemaHistory.Step> steps = new ArrayList<>();
            while (row.next()) {
                steps.add(new SchemaHistory.Step(row.getInt(1), row.getString(2), row.getBoolean(3)));
            }
            return Optional.of(new SchemaHistory(steps));
        } catch (SQLException failure) {
            if (SqlFault.isMissingTable(failure) || SqlFault.isMissingPrivilege(failure)) {
                return Optional.empty();
            }
            throw failure;
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
