package dev.accountrisk.commands;

import dev.accountrisk.account.Command;
import dev.accountrisk.account.CommandType;
import dev.accountrisk.commands.check.CommandChecks;
import dev.accountrisk.engine.EffectCheck;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepContext;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.TopicTable;
import dev.accountrisk.engine.TopicTables;
import dev.accountrisk.engine.UniqueNames;
import dev.accountrisk.engine.check.AccountChecks;
import dev.accountrisk.engine.check.CheckContext;
import dev.accountrisk.engine.release.ReleaseStep;
import dev.accountrisk.mapping.TopicMapping;
import dev.accountrisk.outbox.Outbox;
import dev.accountrisk.wire.RecordDecoder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The topic of commands. */
public final class CommandTopic implements Topic<Command> {
    /** Each command is a row of its own, so larger transactions save little. */
    private static final int WAITING_RECORDS_MAX = 5_000;

    private static final TopicTables TABLES = new TopicTables(
            List.of(TopicTable.of("account", List.of("account_uuid"), "external_ref"),
                    TopicTable.of("account_balance", List.of("account_uuid", "asset"), "balance", "frozen"),
                    TopicTable.of("account_head", List.of("account_uuid"), "version", "held_back"),
                    TopicTable.of("account_hold", List.of("account_uuid", "hold_id"), "asset", "amount", "state",
                            "expires_at", "source_partition"),
                    TopicTable.of("account_reference", List.of("external_ref"), "account_uuid")),
            """
                    SELECT account_head.account_uuid, account_head.version, COUNT(account_entry.entry_id)
                    FROM account_head LEFT JOIN account_entry ON account_entry.account_uuid = account_head.account_uuid
                        AND account_entry.kind <> 'ADD'
                    GROUP BY account_head.account_uuid, account_head.version
                    HAVING COUNT(account_entry.entry_id) < account_head.version LIMIT 1""");

    private static final List<UniqueNames<Command>> REFERENCES = List.of(
            new UniqueNames<>("account_reference", "account", "external_ref", CommandTopic::claimedReference));

    private final CommandSettings settings;
    private final RecordDecoder<Command> decoder;
    private final RecordDecoder<Command> releasedDecoder;
    private final Optional<String> mapping;

    /** Makes the topic. */
    public CommandTopic(CommandSettings settings) {
        this(settings, TopicMapping.NONE);
    }

    /** Makes the topic with records that are read by a mapping. */
    public CommandTopic(CommandSettings settings, TopicMapping mapping) {
        this.settings = settings;
        this.decoder = mapping.decoder(new CommandDecoder(settings.clockSkewMillisMax()));
        this.releasedDecoder = mapping.unfilteredDecoder(new CommandDecoder(CommandDecoder.ANY_SKEW_MILLIS));
        this.mapping = mapping.digest();
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
    public Optional<String> mapping() {
        return mapping;
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
    public AccountChecks<Command> openChecks(CheckContext context) {
        return new CommandChecks(settings.topic(), settings.holdBack());
    }

    @Override
    public TopicTables tables() {
        return TABLES;
    }

    @Override
    public List<UniqueNames<Command>> uniqueNames() {
        return REFERENCES;
    }

    private static Optional<String> claimedReference(Command command) {
        return command.type() == CommandType.OPEN
                ? Optional.of(Objects.requireNonNull(command.externalRef(), "bug: an OPEN without a reference"))
                : Optional.empty();
    }

    /** The journal holds every command that was decided, under the account's version. */
    @Override
    public Optional<String> unknownOrder(Command command) {
        return Optional.empty();
    }
}
