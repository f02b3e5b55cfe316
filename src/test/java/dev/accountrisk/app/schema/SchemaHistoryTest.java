package dev.accountrisk.app.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which programs work with which schemas, and what the others are told. */
class SchemaHistoryTest {
    private static final Path SCRIPTS = Path.of("src", "main", "resources", "db", "migration");
    private static final String TAKES_AWAY = "(?is).*\\b(DROP\\s+(TABLE|COLUMN)|RENAME)\\b.*";

    @Test
    void aSchemaOfItsOwnVersionFits() {
        assertThat(history(done(9, "positions"), done(11, "installation")).obstacleFor(11)).isEmpty();
    }

    @Test
    void anOlderSchemaIsWaitedFor() {
        assertThat(history(done(1, "accounts"), done(9, "positions")).obstacleFor(11))
                .isEqualTo("version 11 is needed, and the schema has version 9. Run the migration of version 11");
        assertThat(history().obstacleFor(11)).contains("version 11 is needed, and the schema has version 0");
    }

    @Test
    void aMigrationThatDidNotEndIsNamed() {
        SchemaHistory history = history(done(9, "positions"), new SchemaHistory.Step(10, "outbox sources", false));

        assertThat(history.obstacleFor(9))
                .isEqualTo("version 9 is needed, and the migration to version 10 did not end. Run the migration again:"
                        + " it continues");
        assertThat(history.version()).isEqualTo(9);
    }

    @Test
    void aNewerSchemaFitsIfItOnlyGained() {
        assertThat(history(done(11, "installation"), done(12, "names of contracts")).obstacleFor(11)).isEmpty();
    }

    @Test
    void aNewerSchemaThatTookSomethingAwayRefusesThoseWhoNeedIt() {
        SchemaHistory history = history(done(12, "expand"), done(14, "contract 12 drop old outbox"), done(15, "more"));

        assertThat(history.obstacleFor(11))
                .isEqualTo("this program is of version 11, and version 14 of the schema took away what"
                        + " programs before version 12 need. Run a newer program");
        assertThat(history.obstacleFor(12)).isEmpty();
        assertThat(history.obstacleFor(15)).isEmpty();
    }

    static List<Path> scripts() throws IOException {
        try (Stream<Path> scripts = Files.list(SCRIPTS)) {
            return scripts.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptThatTakesSomethingAwaySaysSoInItsName(Path script) throws IOException {
        String statements = Files.readString(script).replaceAll("(?m)--.*$", "");

        assertThat(statements.matches(TAKES_AWAY))
                .isEqualTo(script.getFileName().toString().matches("V\\d+__contract_\\d+_.*"));
    }

    private static SchemaHistory history(SchemaHistory.Step... steps) {
        return new SchemaHistory(List.of(steps));
    }

    private static SchemaHistory.Step done(int version, String description) {
        return new SchemaHistory.Step(version, description, true);
    }
}
