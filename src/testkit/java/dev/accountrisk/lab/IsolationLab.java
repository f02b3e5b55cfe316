package dev.accountrisk.lab;

import dev.accountrisk.servers.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Measures and prints what the isolation levels really do on this server.
 *
 * <p>
 * {@code mvn -q spring-boot:test-run -Dspring-boot.run.main-class=dev.accountrisk.lab.IsolationLab}, and for the page with
 * the stories {@code -Dspring-boot.run.arguments="--markdown FILE"} as well.
 */
public final class IsolationLab {
    private static final String DATABASE = "isolation_lab";

    private IsolationLab() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        if (arguments.length != 0 && !(arguments.length == 2 && arguments[0].equals("--markdown"))) {
            System.err.println("Usage: IsolationLab [--markdown FILE]");
            System.exit(2);
        }
        LabPage page;
        try (LabDatabase lab = openDatabase(DATABASE)) {
            page = new LabPage(LabReport.measure(lab));
        }
        System.out.print(page.plain());
        if (arguments.length == 2) {
            Files.writeString(Path.of(arguments[1]), page.markdown(), StandardCharsets.UTF_8);
        }
    }

    static LabDatabase openDatabase(String name) throws SQLException {
        var mysql = TestServers.shared().mysql();
        mysql.createDatabase(name);
        return new LabDatabase(mysql.jdbcUrl(name), mysql.username(), mysql.password());
    }
}
