package dev.accountrisk.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * How long, how hard and from which seed.
 *
 * @param duration
 *            of all rounds together, at most
 * @param rounds
 *            how many rounds there are, at most
 * @param roundLength
 *            how long one round has its faults, at most; each begins with an empty database and new topics
 * @param faultsPerRound
 *            a round ends earlier once that many faults are done, on every side at least one
 * @param recordsPerSecond
 *            of each of the two topics
 */
record FaultSettings(
        Duration duration,
        int rounds,
        Duration roundLength,
        int faultsPerRound,
        long seed,
        int workers,
        int recordsPerSecond,
        Path reportFolder) {

    private static final int UNLIMITED = Integer.MAX_VALUE;

    static final FaultSettings DEFAULT = new FaultSettings(
            Duration.ofMinutes(5),
            UNLIMITED,
            Duration.ofMinutes(2),
            UNLIMITED,
            1,
            3,
            400,
            Path.of("target", "fault-report"));

    /** Ends by time. */
    FaultSettings lasting(Duration changed) {
        return new FaultSettings(
                changed,
                UNLIMITED,
                roundLength,
                UNLIMITED,
                seed,
                workers,
                recordsPerSecond,
                reportFolder);
    }

    /** Ends when this work is done, however slow the machine is; a round that takes {@code patience} is given up. */
    FaultSettings ending(int changedRounds, int changedFaultsPerRound, Duration patience) {
        return new FaultSettings(
                patience.multipliedBy(changedRounds),
                changedRounds,
                patience,
                changedFaultsPerRound,
                seed,
                workers,
                recordsPerSecond,
                reportFolder);
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
            case "round" -> timed(duration(value), seed, workers, recordsPerSecond, reportFolder);
            case "seed" -> timed(roundLength, Long.parseLong(value), workers, recordsPerSecond, reportFolder);
            case "workers" -> timed(roundLength, seed, Integer.parseInt(value), recordsPerSecond, reportFolder);
            case "rate" -> timed(roundLength, seed, workers, Integer.parseInt(value), reportFolder);
            case "report" -> timed(roundLength, seed, workers, recordsPerSecond, Path.of(value));
            default -> throw new IllegalArgumentException(
                    "--" + name + " is none of --duration, --round, --seed, --workers, --rate, --report");
        };
    }

    private FaultSettings timed(Duration round, long newSeed, int newWorkers, int newRate, Path newFolder) {
        return new FaultSettings(
                duration,
                UNLIMITED,
                round,
                UNLIMITED,
                newSeed,
                newWorkers,
                newRate,
                newFolder);
    }

    /** {@code 90s}, {@code 5m}, {@code 1h30m}. */
    static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
