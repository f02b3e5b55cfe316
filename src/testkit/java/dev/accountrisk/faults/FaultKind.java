package dev.accountrisk.faults;

import dev.accountrisk.engine.EngineStep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of fault. Each side has its own schedule, and all run at the same time. Within a side, each kind has its turn. */
enum FaultKind {
    KILL_WORKER(Side.WORKERS, "a worker is killed (kill -9) and started again"),
    STOP_WORKER(Side.WORKERS, "a worker is asked to end (SIGTERM) and started again"),
    FREEZE_WORKER(Side.WORKERS, "a worker is frozen for longer than its session and poll interval, and woken"),
    REBALANCE_STORM(Side.WORKERS, "one more worker comes and goes"),
    CLOCK_AHEAD(Side.WORKERS, "a worker whose clock is ahead comes and goes"),
    DIE_AFTER_PLAN(EngineStep.PLAN, "a worker dies when a batch is planned"),
    DIE_AFTER_LOCK(EngineStep.LOCK, "a worker dies with the Redis locks in its hand"),
    DIE_AFTER_FENCE(EngineStep.FENCE, "a worker dies when the position is moved"),
    DIE_AFTER_LOAD(EngineStep.LOAD, "a worker dies with the rows locked"),
    DIE_AFTER_WRITE(EngineStep.WRITE, "a worker dies between the last write and the COMMIT"),
    DIE_AFTER_COMMIT(EngineStep.COMMIT, "a worker dies between the COMMIT and the broker's offsets"),
    KILL_MYSQL(Side.MYSQL, Setup.ONE, "mysqld is killed and started again"),
    FREEZE_MYSQL(Side.MYSQL, Setup.ONE, "mysqld is frozen and woken"),
    KILL_CONNECTIONS(Side.MYSQL, "the server ends the workers' connections"),
    RESET_MYSQL(Side.MYSQL, "every connection to MySQL is reset"),
    LOSE_COMMIT(Side.MYSQL, "a COMMIT never reaches MySQL"),
    LOSE_COMMIT_ANSWER(Side.MYSQL, "MySQL commits, and the answer is lost"),
    BLACKHOLE_MYSQL(Side.MYSQL, "nothing passes to or from MySQL, and no connection ends"),
    SLOW_MYSQL(Side.MYSQL, "every packet to and from MySQL is late"),
    SMALL_PACKETS(Side.MYSQL, Setup.ONE, "MySQL takes small packets only (max_allowed_packet), and large ones again"),
    TOO_MANY_CONNECTIONS(Side.MYSQL, Setup.ONE, "MySQL has no connection left for the workers"),
    FULL_MYSQL_DISK(Side.MYSQL, Setup.ONE, "MySQL's disk is full, and freed"),
    KILL_PRIMARY(Side.MYSQL, Setup.CLUSTER, "the group's primary is killed, and joins again"),
    FREEZE_PRIMARY(Side.MYSQL, Setup.CLUSTER, "the group's primary is frozen, and wakes after its successor began"),
    SWITCH_PRIMARY(Side.MYSQL, Setup.CLUSTER, "another member is made the primary (planned switch)"),
    CUT_OFF_PRIMARY(Side.MYSQL, Setup.CLUSTER, "the other members do not reach the primary, and the workers do"),
    LOSE_QUORUM(Side.MYSQL, Setup.CLUSTER, "two of three members are frozen, and woken"),
    FLUSH_REDIS(Side.BROKER_AND_REDIS, "Redis is flushed, several times in a row"),
    KILL_REDIS(Side.BROKER_AND_REDIS, "Redis is killed and started again, empty"),
    FREEZE_REDIS(Side.BROKER_AND_REDIS, "Redis is frozen and woken"),
    KILL_BROKER(Side.BROKER_AND_REDIS, Setup.ONE, "the broker is killed and started again"),
    FREEZE_BROKER(Side.BROKER_AND_REDIS, Setup.ONE, "the broker is frozen and woken"),
    FULL_BROKER_DISK(Side.BROKER_AND_REDIS, Setup.ONE, "the broker's disk is full, and freed"),
    CORRUPT_BATCH(Side.BROKER_AND_REDIS, Setup.ONE, "a batch in the broker's log is damaged, and mended"),
    DENY_GROUP(Side.BROKER_AND_REDIS, Setup.ONE, "the workers may not use their group, and may again"),
    UNKNOWN_NAMES(Side.BROKER_AND_REDIS, Setup.ONE, "no server's name is known while every connection is lost"),
    KILL_LEADER(Side.BROKER_AND_REDIS, Setup.CLUSTER, "the broker that leads a partition is killed and started again"),
    FREEZE_LEADER(Side.BROKER_AND_REDIS, Setup.CLUSTER, "the broker that leads a partition is frozen and woken"),
    CUT_OFF_LEADER(Side.BROKER_AND_REDIS, Setup.CLUSTER,
            "the other brokers do not reach one that leads a partition, and the workers do"),
    KILL_CONTROLLER(Side.BROKER_AND_REDIS, Setup.CLUSTER,
            "the broker that leads the controllers is killed and started again"),
    RESTART_BROKERS(Side.BROKER_AND_REDIS, Setup.CLUSTER, "one broker after the other is restarted"),
    COMPRESSED_FLOOD(Side.PRODUCERS, "large records arrive that compress to almost nothing"),
    ABORTED_TRANSACTIONS(Side.PRODUCERS, "transactions are aborted, one of them late"),
    ADD_PARTITION(Side.PRODUCERS, "a topic gets one more partition"),
    RECREATE_TOPIC(Side.ROUND, "a topic is deleted and recreated under live workers");

    /** Which schedule a kind belongs to. */
    enum Side {
        WORKERS, POINTS, MYSQL, BROKER_AND_REDIS, PRODUCERS, ROUND
    }

    /** What the servers are: one MySQL and one broker, or a group of three MySQL servers and three brokers. */
    enum Setup {
        ONE, CLUSTER
    }

    private final Side side;
    private final @Nullable Setup only;
    private final @Nullable EngineStep step;
    private final String inWords;

    FaultKind(Side side, String inWords) {
        this(side, null, null, inWords);
    }

    FaultKind(Side side, Setup only, String inWords) {
        this(side, only, null, inWords);
    }

    FaultKind(EngineStep step, String inWords) {
        this(Side.POINTS, null, step, inWords);
    }

    FaultKind(Side side, @Nullable Setup only, @Nullable EngineStep step, String inWords) {
        this.side = side;
        this.only = only;
        this.step = step;
        this.inWords = inWords;
    }

    Side side() {
        return side;
    }

    /** Whether it can be done on such servers at all. */
    boolean fits(Setup servers) {
        return only == null || only == servers;
    }

    /** After which step a worker dies, where it dies at a point by name. */
    Optional<EngineStep> step() {
        return Optional.ofNullable(step);
    }

    String inWords() {
        return inWords;
    }
}
