package dev.accountrisk.apply;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.database.Transactions;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The room's front door for tests that are in charge of time. */
public final class EnginesOfATest {
    private EnginesOfATest() {}

    /** Makes the door of engines that, before they run a transaction again, pause as the test says. */
    public static Engines pausing(LongConsumer pauseNanos, ApplySettings settings, Transactions transactions,
            AccountLocks locks, Supplier<RiskPolicy> policy, EngineObserver observer) {
        return new Engines(settings, transactions, locks, policy, observer, new RerunPolicy(pauseNanos));
    }
}
