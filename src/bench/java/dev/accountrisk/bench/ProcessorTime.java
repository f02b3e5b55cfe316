package dev.accountrisk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Processor time of a contender and of MySQL, which other work on the machine does not change as much as it does the clock. */
final class ProcessorTime {
    private final long contenderPid;
    private final long mysqlPid;
    private final double contenderSeconds;
    private final double mysqlSeconds;
    private final ThreadTimes threads;

    /** Begins to count. */
    ProcessorTime(BenchServers servers, long contenderPid) throws SQLException {
        this.contenderPid = contenderPid;
        this.mysqlPid = mysqlPid(servers);
        contenderSeconds = ChildProcess.cpuSeconds(contenderPid);
        mysqlSeconds = ChildProcess.cpuSeconds(mysqlPid);
        threads = ThreadTimes.of(contenderPid);
    }

    double contenderMicros(long records) {
        return (ChildProcess.cpuSeconds(contenderPid) - contenderSeconds) * 1e6 / records;
    }

    /** Which of its threads the contender spends it on. */
    String contenderThreads(long records) {
        return ThreadTimes.of(contenderPid).sinceText(threads, records);
    }

    double mysqlMicros(long records) {
        return (ChildProcess.cpuSeconds(mysqlPid) - mysqlSeconds) * 1e6 / records;
    }

    /** Found by the file it keeps; on another machine there is none, and then nothing is known. */
    static long mysqlPid(BenchServers servers) throws SQLException {
        try (Connection connection = servers.connect("");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@pid_file")) {
            row.next();
            return Long.parseLong(Files.readString(Path.of(row.getString(1))).strip());
        } catch (IOException elsewhere) {
            return -1;
        }
    }
}
