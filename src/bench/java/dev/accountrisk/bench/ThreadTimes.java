package dev.accountrisk.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a process of this machine spends its processor time, by the names of its threads without their numbers. */
final class ThreadTimes {
    private static final double TICK_MICROS = 10_000;
    /** Behind the name in parentheses: the 14th and 15th fields of the line are user and system time. */
    private static final int USER_FIELD = 11;

    private final Map<String, Double> micros = new TreeMap<>();

    private ThreadTimes() {}

    /** What it is so far; empty where the operating system does not tell. */
    static ThreadTimes of(long pid) {
        ThreadTimes times = new ThreadTimes();
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            tasks.forEach(times::add);
        } catch (IOException | UncheckedIOException none) {
            return new ThreadTimes();
        }
        return times;
    }

    private void add(Path task) {
        try {
            String line = Files.readString(task.resolve("stat"));
            int nameEnd = line.lastIndexOf(')');
            List<String> fields = List.of(line.substring(nameEnd + 2).split(" ", -1));
            String name = line.substring(line.indexOf('(') + 1, nameEnd).replaceAll("[-#0-9]+$", "");
            double ticks = Double.parseDouble(fields.get(USER_FIELD)) + Double.parseDouble(fields.get(USER_FIELD + 1));
            micros.merge(name, ticks * TICK_MICROS, Double::sum);
        } catch (IOException ended) {
            // a thread that ended meanwhile
        }
    }

    /** What was spent since, for a record, the most first. */
    String sinceText(ThreadTimes before, long records) {
        return SpentMicros.text(before.micros, micros, records);
    }
}
