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
    KILL_MYSQL(Side.MYSQL, "mysqld is killed and started again"),
    FREEZE_MYSQL(Side.MYSQL, "mysqld is frozen and woken"),
    KILL_CONNECTIONS(Side.MYSQL, "the server ends the workers' connections"),
    RESET_MYSQL(Side.MYSQL, "every connection to MySQL is reset"),
    LOSE_COMMIT(Side.MYSQL, "a COMMIT never reaches MySQL"),
    LOSE_COMMIT_ANSWER(Side.MYSQL, "MySQL commits, and the answer is lost"),
    BLACKHOLE_MYSQL(Side.MYSQL, "nothing passes to or from MySQL, and no connection ends"),
    SLOW_MYSQL(Side.MYSQL, "every packet to and from MySQL is late"),
    SMALL_PACKETS(Side.MYSQL, "MySQL takes small packets only (max_allowed_packet), and large ones again"),
    TOO_MANY_CONNECTIONS(Side.MYSQL, "MySQL has no connection left for the workers"),
    FULL_MYSQL_DISK(Side.MYSQL, "MySQL's disk is full, and freed"),
    FLUSH_REDIS(Side.BROKER_AND_REDIS, "Redis is flushed, several times in a row"),
    KILL_REDIS(Side.BROKER_AND_REDIS, "Redis is killed and started again, empty"),
    FREEZE_REDIS(Side.BROKER_AND_REDIS, "Redis is frozen and woken"),
    KILL_BROKER(Side.BROKER_AND_REDIS, "the broker is killed and started again"),
    FREEZE_BROKER(Side.BROKER_AND_REDIS, "the broker is frozen and woken"),
    FULL_BROKER_DISK(Side.BROKER_AND_REDIS, "the broker's disk is full, and freed"),
    CORRUPT_BATCH(Side.BROKER_AND_REDIS, "a batch in the broker's log is damaged, and mended"),
    DENY_GROUP(Side.BROKER_AND_REDIS, "the workers may not use their group, and may again"),
    UNKNOWN_NAMES(Side.BROKER_AND_REDIS, "no server's name is known while every connection is lost"),
    COMPRESSED_FLOOD(Side.PRODUCERS, "large records arrive that compress to almost nothing"),
    ABORTED_TRANSACTIONS(Side.PRODUCERS, "transactions are aborted, one of them late"),
    ADD_PARTITION(Side.PRODUCERS, "a topic gets one more partition"),
    RECREATE_TOPIC(Side.ROUND, "a topic is deleted and recreated under live workers");

    /** Which schedule a kind belongs to. */
    enum Side {
        WORKERS, POINTS, MYSQL, BROKER_AND_REDIS, PRODUCERS, ROUND
    }

    private final Side side;
    private final @Nullable EngineStep step;
    private final String inWords;

    FaultKind(Side side, String inWords) {
        this.side = side;
        this.step = null;
        this.inWords = inWords;
    }

    FaultKind(EngineStep step, String inWords) {
        this.side = Side.POINTS;
        this.step = step;
        this.inWords = inWords;
    }

    Side side() {
        return side;
    }

    /** After which step a worker dies, where it dies at a point by name. */
    Optional<EngineStep> step() {
        return Optional.ofNullable(step);
    }

    String inWords() {
        return inWords;
    }
}
