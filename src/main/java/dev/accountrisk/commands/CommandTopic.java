package dev.accountrisk.commands;

import dev.accountrisk.account.Command;
import dev.accountrisk.engine.EffectCheck;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepContext;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.TopicTables;
import dev.accountrisk.engine.release.ReleaseStep;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.wire.RecordDecoder;
import java.util.List;

/** The topic of commands. */
public final class CommandTopic implements Topic<Command> {
    /** Each command is a row of its own, so larger transactions save little. */
    private static final int WAITING_RECORDS_MAX = 5_000;

    private static final TopicTables TABLES = new TopicTables(
            List.of("account", "account_balance", "account_head", "account_hold", "account_reference"), """
                    SELECT account_head.account_uuid, account_head.version, COUNT(account_entry.entry_id)
                    FROM account_head LEFT JOIN account_entry ON account_entry.account_uuid = account_head.account_uuid
                        AND account_entry.kind <> 'ADD'
                    GROUP BY account_head.account_uuid, account_head.version
                    HAVING COUNT(account_entry.entry_id) < account_head.version LIMIT 1""");

    private final CommandSettings settings;
    private final RecordDecoder<Command> decoder;
    private final RecordDecoder<Command> releasedDecoder = new CommandDecoder(CommandDecoder.ANY_SKEW_MILLIS);

    /** Makes the topic. */
    public CommandTopic(CommandSettings settings) {
        this.settings = settings;
        this.decoder = new CommandDecoder(settings.clockSkewMillisMax());
    }

    @Override
    public String name() {
        return settings.topic();
    }

    @Override
    public int waitingRecordsMax() {
        return WAITING_RECORDS_MAX;
    }

    @Override
    public RecordDecoder<Command> decoder() {
        return decoder;
    }

    @Override
    public RecordDecoder<Command> releasedDecoder() {
        return releasedDecoder;
    }

    @Override
    public SliceStep<Command> openStep(StepContext context) {
        return new CommandStep(context.outbox(), settings.holdBack(), context.clock());
    }

    @Override
    public ReleaseStep<Command> releaseStep(Outbox outbox) {
        return new CommandRelease(settings.topic(), new CommandStores(outbox), settings.holdBack());
    }

    @Override
    public EffectCheck<Command> effectCheck() {
        return new CommandEffectCheck();
    }

    @Override
    public TopicTables tables() {
        return TABLES;
    }
}
