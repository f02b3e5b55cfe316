package dev.accountrisk.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * How long, how hard and from which seed.
 *
 * @param duration
 *            of all rounds together
 * @param roundLength
 *            how long one round has its faults; each begins with an empty database and new topics
 * @param recordsPerSecond
 *            of each of the two topics
 */
record FaultSettings(
        Duration duration,
        Duration roundLength,
        long seed,
        int workers,
        int recordsPerSecond,
        Path reportFolder) {

    static final FaultSettings DEFAULT = new FaultSettings(
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            1,
            3,
            400,
            Path.of("target", "fault-report"));

    FaultSettings lasting(Duration changed) {
        return new FaultSettings(changed, roundLength, seed, workers, recordsPerSecond, reportFolder);
    }

    /** Reads {@code --duration=1h --round=3m --seed=7 --workers=3 --rate=400 --report=FOLDER}. */
    static FaultSettings parse(String[] args) {
        FaultSettings settings = DEFAULT;
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("not --NAME=VALUE: " + arg);
            }
            settings = settings.with(arg.substring(2, equals), arg.substring(equals + 1));
        }
        return settings;
    }

    private FaultSettings with(String name, String value) {
        return switch (name) {
            case "duration" -> lasting(duration(value));
            case "round" -> new FaultSettings(duration, duration(value), seed, workers, recordsPerSecond, reportFolder);
            case "seed" -> new FaultSettings(
                    duration,
                    roundLength,
                    Long.parseLong(value),
                    workers,
                    recordsPerSecond,
                    reportFolder);
            case "workers" -> new FaultSettings(
                    duration,
                    roundLength,
                    seed,
                    Integer.parseInt(value),
                    recordsPerSecond,
                    reportFolder);
            case "rate" -> new FaultSettings(
                    duration,
                    roundLength,
                    seed,
                    workers,
                    Integer.parseInt(value),
                    reportFolder);
            case "report" -> new FaultSettings(
                    duration,
                    roundLength,
                    seed,
                    workers,
                    recordsPerSecond,
                    Path.of(value));
            default -> throw new IllegalArgumentException(
                    "--" + name + " is none of --duration, --round, --seed, --workers, --rate, --report");
        };
    }

    /** {@code 90s}, {@code 5m}, {@code 1h30m}. */
    static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
