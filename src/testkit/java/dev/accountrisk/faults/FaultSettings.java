package dev.accountrisk.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param kinds
 *            the faults to do, as far as they fit the servers
 * @param servers
 *            what the servers are
 * @param recordsPerSecond
 *            of each of the two topics
 */
record FaultSettings(
        Duration duration,
        int rounds,
        Duration roundLength,
        int faultsPerRound,
        Set<FaultKind> kinds,
        FaultKind.Setup servers,
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
            EnumSet.allOf(FaultKind.class),
            FaultKind.Setup.ONE,
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
                kinds,
                servers,
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
                kinds,
                servers,
                seed,
                workers,
                recordsPerSecond,
                reportFolder);
    }

    /** The kinds that fit the servers. */
    Set<FaultKind> kindsToDo() {
        Set<FaultKind> fitting = EnumSet.copyOf(kinds);
        fitting.removeIf(kind -> !kind.fits(servers));
        return fitting;
    }

    /** The kinds that need other servers. */
    Set<FaultKind> kindsLeftOut() {
        Set<FaultKind> others = EnumSet.copyOf(kinds);
        others.removeAll(kindsToDo());
        return others;
    }

    /** The sides that have a schedule of their own and a fault to do. */
    Set<FaultKind.Side> sides() {
        Set<FaultKind.Side> sides = kindsToDo().stream()
                .map(FaultKind::side)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultKind.Side.class)));
        sides.remove(FaultKind.Side.ROUND);
        return sides;
    }

    /** Reads {@code --duration=1h --round=3m --servers=cluster --kinds=KILL_LEADER,FLUSH_REDIS --seed=7 --workers=3 --rate=400 --report=FOLDER}. */
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
            case "round" -> changed(duration(value), kinds, servers, seed, workers, recordsPerSecond, reportFolder);
            case "kinds" -> changed(roundLength, kinds(value), servers, seed, workers, recordsPerSecond, reportFolder);
            case "servers" -> changed(roundLength, kinds, FaultKind.Setup.valueOf(value.toUpperCase(Locale.ROOT)), seed,
                    workers, recordsPerSecond, reportFolder);
            case "seed" -> changed(roundLength, kinds, servers, Long.parseLong(value), workers, recordsPerSecond,
                    reportFolder);
            case "workers" -> changed(roundLength, kinds, servers, seed, Integer.parseInt(value), recordsPerSecond,
                    reportFolder);
            case "rate" -> changed(roundLength, kinds, servers, seed, workers, Integer.parseInt(value), reportFolder);
            case "report" -> changed(roundLength, kinds, servers, seed, workers, recordsPerSecond, Path.of(value));
            default -> throw new IllegalArgumentException("--" + name
                    + " is none of --duration, --round, --kinds, --servers, --seed, --workers, --rate, --report");
        };
    }

    private FaultSettings changed(
            Duration round,
            Set<FaultKind> newKinds,
            FaultKind.Setup newServers,
            long newSeed,
            int newWorkers,
            int newRate,
            Path newFolder) {
        return new FaultSettings(
                duration,
                UNLIMITED,
                round,
                UNLIMITED,
                newKinds,
                newServers,
                newSeed,
                newWorkers,
                newRate,
                newFolder);
    }

    private static Set<FaultKind> kinds(String text) {
        return Stream.of(text.split(",", -1))
                .map(name -> FaultKind.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FaultKind.class)));
    }

    /** {@code 90s}, {@code 5m}, {@code 1h30m}. */
    static Duration duration(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }
}
