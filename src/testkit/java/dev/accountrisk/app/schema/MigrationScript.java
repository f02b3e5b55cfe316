package dev.accountrisk.app.schema;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** One of the project's migrations, for tests that interrupt it. */
public record MigrationScript(String name) {
    private static final Pattern CHANGED_TABLE = Pattern.compile("ALTER TABLE (\\w+)");

    /** All migrations, oldest first. */
    public static List<MigrationScript> all() {
        try {
            return Arrays
                    .stream(new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql"))
                    .map(file -> new MigrationScript(String.valueOf(file.getFilename())))
                    .sorted(Comparator.comparing(MigrationScript::version))
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The migrations after a version, oldest first. */
    public static List<MigrationScript> after(String version) {
        MigrationVersion last = MigrationVersion.fromVersion(version);
        return all().stream().filter(script -> script.version().isNewerThan(last)).toList();
    }

    public MigrationVersion version() {
        return MigrationVersion.fromVersion(name.substring(1, name.indexOf("__")));
    }

    /** Its statements, in order. */
    public List<String> statements() {
        return InterruptedMigrations.statements(name);
    }

    /** The tables that it changes after an earlier one made them. */
    public List<String> changedTables() {
        return CHANGED_TABLE.matcher(String.join(";", statements())).results().map(change -> change.group(1)).toList();
    }
}
