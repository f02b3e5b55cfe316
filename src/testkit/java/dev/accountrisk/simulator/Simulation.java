package dev.accountrisk.simulator;

import dev.accountrisk.account.Entry;
import dev.accountrisk.account.RiskOrder;
import dev.accountrisk.account.RiskPolicy;
import dev.accountrisk.account.RiskUpdate;
import dev.accountrisk.broken.Flaw;
import dev.accountrisk.broken.FlawedDataSource;
import dev.accountrisk.broken.FlawedFence;
import dev.accountrisk.broken.UnforgettingTopic;
import dev.accountrisk.commands.CommandSettings;
import dev.accountrisk.commands.CommandTopic;
import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.engine.EngineObserver;
import dev.accountrisk.engine.Engines;
import dev.accountrisk.engine.EnginesOfATest;
import dev.accountrisk.engine.Lane;
import dev.accountrisk.engine.Topic;
import dev.accountrisk.engine.position.SharedFence;
import dev.accountrisk.risk.LevelEvents;
import dev.accountrisk.risk.RiskSettings;
import dev.accountrisk.risk.RiskTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One run: a seed decides what is sent, how the engine is set up, which workers run, what goes wrong, and whose turn it is. */
final class Simulation {
    /** Low, so that the cap counts for something. */
    private static final long SKEW_MILLIS = 300_000;
    private static final double CAP = 150;

    private final List<String> findings = new ArrayList<>();
    private final @Nullable List<String> trace;
    private final @Nullable Flaw flaw;
    private final SplittableRandom random;
    private final RiskOrder order;
    private final boolean holdBack;
    private final boolean withReplays;

    private final long seed;

    private Simulation(long seed, @Nullable Flaw flaw, @Nullable List<String> trace) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.flaw = flaw;
        this.trace = trace;
        this.order = random.nextInt(4) == 0 ? RiskOrder.SEQUENCE : RiskOrder.OCCURRED_AT;
        this.holdBack = random.nextInt(4) != 0;
        this.withReplays = random.nextBoolean();
    }

    /**
     * What came of a run.
     *
     * @param findings    what is wrong, one a line; none where all is well
     * @param fingerprint the same for two runs that took the same steps
     * @param sharedCommits how many transactions of several partitions were committed
     */
    record Outcome(long seed, List<String> findings, long fingerprint, int sharedCommits) {
        boolean isClean() {
            return findings.isEmpty();
        }

        @Override
        public String toString() {
            return "seed " + seed + ": " + String.join("\n", findings);
        }
    }

    /** Runs the engine as it is. */
    static Outcome run(long seed) {
        return new Simulation(seed, null, null).run();
    }

    /** Runs an engine with a flaw. */
    static Outcome run(long seed, Flaw flaw) {
        return new Simulation(seed, flaw, null).run();
    }

    /** Runs the engine as it is once more, and keeps a record of what happened. */
    static Outcome trace(long seed, List<String> trace) {
        return new Simulation(seed, null, trace).run();
    }

    private Outcome run() {
        Topics topics = new Topics(random, order, withReplays);
        Schedule schedule = new Schedule(random, trace);
        Weather weather = new Weather(random, schedule);
        TwinDataSource twin = new TwinDataSource(schedule, weather);
        Transactions transactions = new Transactions(flaw == null ? twin : new FlawedDataSource(twin, flaw));
        Engines engines = EnginesOfATest.pausing(nanos -> schedule.pass(), transactions, AccountLocks.NONE,
                new EngineObserver() {
                    @Override
                    public void split() {
                        findings.add("a transaction was split, although the database refuses nothing");
                    }
                }, flaw == null ? new SharedFence() : new FlawedFence(flaw));
        Topic<RiskUpdate> risk = riskTopic();
        CommandTopic commands = new CommandTopic(new CommandSettings("account.commands", SKEW_MILLIS, holdBack));
        Staff staff = new Staff(schedule, weather, twin.storage(), engines);
        staff.hire(topics.updates(), risk);
        staff.hire(topics.commands(), commands);
        Consumer consumer = new Consumer(findings);
        Relay relay = new Relay(transactions, consumer, schedule, random);
        schedule.add("relay", () -> {
            try {
                relay.work();
            } catch (RuntimeException | Error failure) {
                findings.add("the relay failed: " + failure);
            }
        });
        schedule.run();
        if (twin.storage().deadlocksOfPositions() > 0) {
            findings.add("workers waited in a circle for positions");
        }
        if (findings.isEmpty()) {
            new Judgement(topics, twin.storage(), consumer, order, holdBack, CAP, findings).pass();
        }
        return new Outcome(seed, List.copyOf(findings), schedule.fingerprint(),
                twin.storage().sharedCommits());
    }

    private Topic<RiskUpdate> riskTopic() {
        int remembered = random.nextBoolean() ? 1_000 : random.nextInt(3);
        Lane lane = random.nextInt(4) == 0 ? Lane.LOCKED : Lane.AUTO;
        RiskTopic topic = new RiskTopic(new RiskSettings("account.risk.updates", lane, order, SKEW_MILLIS,
                flaw != null && flaw.reportsTheLastLevel() ? LevelEvents.LAST : LevelEvents.EACH, remembered),
                () -> new RiskPolicy(0, CAP, 30, 60, 85));
        return flaw != null && flaw.forgetsNothing() ? new UnforgettingTopic<>(topic) : topic;
    }

    /** Hires workers. */
    private final class Staff {
        private final Schedule schedule;
        private final Weather weather;
        private final Storage storage;
        private final Engines engines;

        Staff(Schedule schedule, Weather weather, Storage storage, Engines engines) {
            this.schedule = schedule;
            this.weather = weather;
            this.storage = storage;
            this.engines = engines;
        }

        /**
         * One worker for each source, or two: one of them then has lost it, and does not know. Or one or two for all sources of the
         * topic, and perhaps others for one of them each.
         */
        <T extends Entry> void hire(List<Topics.Log<T>> logs, Topic<T> topic) {
            if (random.nextBoolean()) {
                int workers = 1 + random.nextInt(4);
                for (int number = 1; number <= workers; number++) {
                    int one = random.nextInt(logs.size());
                    hire(topic.name() + "/" + number, number < 3 ? logs : logs.subList(one, one + 1), topic);
                }
                return;
            }
            for (Topics.Log<T> log : logs) {
                int workers = 1 + random.nextInt(2);
                for (int number = 1; number <= workers; number++) {
                    hire(log.source() + "/" + number, List.of(log), topic);
                }
            }
        }

        private <T extends Entry> void hire(String name, List<Topics.Log<T>> logs, Topic<T> topic) {
            Worker<T> worker = new Worker<>(logs, topic, engines, new Truth(storage, findings), schedule, weather,
                    random);
            schedule.add(name, () -> {
                try {
                    worker.work();
                } catch (RuntimeException | Error failure) {
                    findings.add(name + " failed: " + failure);
                }
            });
        }
    }
}
