package dev.accountrisk.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The group of test servers does what a group does, and the address follows its primary. */
class MySqlGroupIT {

    @TempDir
    private Path folder;

    @Test
    void theAddressFollowsThePrimaryWhateverHappensToIt() {
        Optional<MySqlGroup> started = MySqlGroup.start(folder);
        assumeThat(started).as("MySQL as a program of this machine").isPresent();
        try (MySqlGroup group = started.get()) {
            MySqlAddress address = group.address();
            address.createDatabase("followed");
            MySqlServer first = group.awaitPrimary();

            first.kill();
            MySqlServer second = group.awaitPrimaryOtherThan(first);
            awaitWritable(address);
            group.rejoin(first);

            second.freeze();
            MySqlServer third = group.awaitPrimaryOtherThan(second);
            awaitWritable(address);
            second.thaw();
            group.rejoin(second);

            group.switchTo(first);
            assertThat(group.awaitPrimaryOtherThan(third)).isSameAs(first);
            awaitWritable(address);

            List<MySqlServer> others = group.secondaries();
            others.forEach(MySqlServer::kill);
            Eventually.await("no majority", Duration.ofSeconds(30), () -> group.primary().isEmpty());
            group.goOnWith(first);
            awaitWritable(address);
            group.rejoin(others.toArray(MySqlServer[]::new));
            assertThat(group.primary()).containsSame(first);
            assertThat(group.describe()).contains(first.host() + ":" + first.port() + " (primary)");
        }
    }

    private static void awaitWritable(MySqlAddress address) {
        Eventually.await("writes are accepted", Duration.ofSeconds(30), () -> {
            try (var connection = address.connect("followed"); var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS written (id INT PRIMARY KEY AUTO_INCREMENT)");
                return statement.executeUpdate("INSERT INTO written VALUES ()") == 1;
            } catch (SQLException notYet) {
                return false;
            }
        });
    }
}
