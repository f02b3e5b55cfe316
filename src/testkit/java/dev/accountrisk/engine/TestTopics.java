package dev.accountrisk.engine;

import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.commands.CommandSettings;
import dev.accountrisk.commands.CommandTopic;
import dev.accountrisk.risk.LevelEvents;
import dev.accountrisk.risk.RiskSettings;
import dev.accountrisk.risk.RiskTopic;

/** The worker's own topics, with the contract's defaults. */
public final class TestTopics {
    private static final long SKEW_MILLIS = 300_000;

    /** Risk updates. */
    public static final RiskTopic RISK = risk(Lane.AUTO);

    /** Commands. */
    public static final CommandTopic COMMANDS = new CommandTopic(
            new CommandSettings("account.commands", SKEW_MILLIS, true));

    private TestTopics() {}

    /** Risk updates in a lane. */
    public static RiskTopic risk(Lane lane) {
        return new RiskTopic(
                new RiskSettings("account.risk.updates", lane, RiskOrder.OCCURRED_AT, SKEW_MILLIS, LevelEvents.EACH,
                        10_000),
                () -> RiskPolicy.DEFAULT);
    }
}
