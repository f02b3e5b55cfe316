package dev.accountrisk.app.rotation;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new password in the file is used for new connections, once; a file that is missing or empty changes nothing. */
class DatabasePasswordTest {
    private final HikariDataSource pool = mock(HikariDataSource.class);
    private final HikariConfigMXBean settings = mock(HikariConfigMXBean.class);
    private final HikariPoolMXBean connections = mock(HikariPoolMXBean.class);

    @TempDir
    private Path dir;

    private Path file;
    private DatabasePassword password;

    @BeforeEach
    void first() throws IOException {
        when(pool.getPassword()).thenReturn("first");
        when(pool.getHikariConfigMXBean()).thenReturn(settings);
        when(pool.getHikariPoolMXBean()).thenReturn(connections);
        file = Files.writeString(dir.resolve("password"), "first\n");
        password = new DatabasePassword(file, pool);
    }

    @Test
    void theSamePasswordChangesNothing() {
        password.reload();

        verify(settings, never()).setPassword("first");
    }

    @Test
    void aNewPasswordIsTakenOverOnce() throws IOException {
        Files.writeString(file, "second\n");

        password.reload();
        password.reload();

        verify(settings, times(1)).setPassword("second");
        verify(connections, times(1)).softEvictConnections();
    }

    @Test
    void aFileThatIsMissingOrEmptyForAMomentChangesNothing() throws IOException {
        Files.delete(file);
        password.reload();
        Files.writeString(file, "");
        password.reload();

        verify(connections, never()).softEvictConnections();
        Files.writeString(file, "second");
        password.reload();
        verify(settings).setPassword("second");
    }
}
