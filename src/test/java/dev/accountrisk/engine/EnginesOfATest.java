package dev.accountrisk.engine;

import dev.accountrisk.database.Installation;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.position.SharedFence;
import dev.accountrisk.outbox.Outbox;
import java.util.function.LongConsumer;

/** The room's front door for tests that are in charge of time. */
public final class EnginesOfATest {
    private EnginesOfATest() {}

    /** Makes the door of engines that, before they run a transaction again, pause as the test says. */
    public static Engines pausing(LongConsumer pauseNanos, Transactions transactions, AccountLocks locks,
            EngineObserver observer, SharedFence sharedFence) {
        return new Engines(transactions, locks, observer, new RerunPolicy(pauseNanos), new Outbox(),
                new Installation(), sharedFence);
    }
}
