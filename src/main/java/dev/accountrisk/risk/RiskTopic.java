package dev.accountrisk.risk;

import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.engine.EffectCheck;
import dev.accountrisk.engine.SliceStep;
import dev.accountrisk.engine.StepClock;
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
import dev.accountrisk.risk.check.PolicyText;
import dev.accountrisk.risk.check.RiskChecks;
import dev.accountrisk.wire.RecordDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The topic of risk updates. */
public final class RiskTopic implements Topic<RiskUpdate> {
    /** All updates of one account that wait become one row, so large transactions are worth it. */
    private static final int WAITING_RECORDS_MAX = 60_000;

    private static final TopicTables TABLES = new TopicTables(List.of(TopicTable.of("account_risk",
            List.of("account_uuid"), "risk", "level", "occurred_at", "sequence", "last_event_id", "entries")), """
                    SELECT account_risk.account_uuid, account_risk.entries, COUNT(account_entry.entry_id)
                    FROM account_risk LEFT JOIN account_entry ON account_entry.account_uuid = account_risk.account_uuid
                        AND account_entry.kind = 'ADD'
                    GROUP BY account_risk.account_uuid, account_risk.entries
                    HAVING COUNT(account_entry.entry_id) < account_risk.entries LIMIT 1""");

    private static final Optional<String> SETS_ARE_NOT_IN_THE_JOURNAL = Optional
            .of("the journal does not hold its SETs, and its additions are in another partition");

    private final RiskSettings settings;
    private final Supplier<RiskPolicy> policy;
    private final RecordDecoder<RiskUpdate> decoder;
    private final RecordDecoder<RiskUpdate> releasedDecoder;
    private final Optional<String> mapping;
    /** Open partitions share what a worker may remember. */
    private final AtomicInteger remembering = new AtomicInteger();

    /**
     * Makes the topic.
     *
     * @param policy supplies the risk policy in force; called once per slice, and once per run of the search for drift
     */
    public RiskTopic(RiskSettings settings, Supplier<RiskPolicy> policy) {
        this(settings, policy, TopicMapping.NONE);
    }

    /** Makes the topic with records that are read by a mapping. */
    public RiskTopic(RiskSettings settings, Supplier<RiskPolicy> policy, TopicMapping mapping) {
        this.settings = settings;
        this.policy = policy;
        this.decoder = mapping.decoder(new RiskUpdateDecoder(settings.order(), settings.clockSkewMillisMax()));
        this.releasedDecoder = mapping
                .unfilteredDecoder(new RiskUpdateDecoder(settings.order(), RiskUpdateDecoder.ANY_SKEW_MILLIS));
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
    public RecordDecoder<RiskUpdate> decoder() {
        return decoder;
    }

    @Override
    public RecordDecoder<RiskUpdate> releasedDecoder() {
        return releasedDecoder;
    }

    @Override
    public Optional<String> mapping() {
        return mapping;
    }

    @Override
    public Optional<String> policy() {
        return Optional.of(PolicyText.of(policy.get()));
    }

    @Override
    public SliceStep<RiskUpdate> openStep(StepContext context) {
        if (!context.remembers()) {
            return new RiskStep(settings, policy, context.outbox(), RememberedStates.none(), context.clock(), () -> {});
        }
        remembering.incrementAndGet();
        RememberedStates remembered = new RememberedStates(
                () -> settings.rememberedAccountsMax() / Math.max(1, remembering.get()));
        return new RiskStep(settings, policy, context.outbox(), remembered, context.clock(),
                remembering::decrementAndGet);
    }

    @Override
    public ReleaseStep<RiskUpdate> releaseStep(Outbox outbox) {
        return new RiskRelease(settings.topic(), new RiskStep(settings, policy, outbox, RememberedStates.none(),
                StepClock.silent(), () -> {}), new RiskPreview(settings, policy));
    }

    @Override
    public EffectCheck<RiskUpdate> effectCheck() {
        return new RiskEffectCheck(settings.order());
    }

    @Override
    public AccountChecks<RiskUpdate> openChecks(CheckContext context) {
        return new RiskChecks(settings.topic(), settings.order(), policy.get(), context);
    }

    @Override
    public TopicTables tables() {
        return TABLES;
    }

    @Override
    public List<UniqueNames<RiskUpdate>> uniqueNames() {
        return List.of();
    }

    @Override
    public Optional<String> unknownOrder(RiskUpdate update) {
        return update.type() == RiskUpdate.Type.SET ? SETS_ARE_NOT_IN_THE_JOURNAL : Optional.empty();
    }
}
