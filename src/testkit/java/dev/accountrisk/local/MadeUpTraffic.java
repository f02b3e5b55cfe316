package dev.accountrisk.local;

import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * The traffic of a busy day: a few accounts get most of it, and some records are late, sent twice or invalid. The same seed makes
 * the same records, except for their times.
 */
final class MadeUpTraffic implements Traffic {

    private static final double COMMAND_SHARE = 0.3;
    private static final double TWICE_SHARE = 0.01;

    private final Random random;
    private final MadeUpRiskUpdates riskUpdates;
    private final MadeUpCommands commands;
    private final FeedRecord[] recent = new FeedRecord[500];
    private int sent;

    MadeUpTraffic(long seed, LongSupplier nowMillis) {
        random = new Random(seed);
        var accounts = new MadeUpAccounts(random);
        riskUpdates = new MadeUpRiskUpdates(random, accounts, nowMillis);
        commands = new MadeUpCommands(random, accounts, nowMillis);
    }

    @Override
    public Optional<FeedRecord> next() {
        if (sent > recent.length && random.nextDouble() < TWICE_SHARE) {
            return Optional.of(recent[random.nextInt(recent.length)]);
        }
        FeedRecord made = random.nextDouble() < COMMAND_SHARE ? commands.next() : riskUpdates.next();
        recent[sent++ % recent.length] = made;
        return Optional.of(made);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
