package dev.accountrisk.faults;

/** What can go wrong. Faults of workers and faults of servers happen at the same time, each kind in its turn. */
enum FaultKind {
    KILL_WORKER(Side.WORKERS, "a worker is killed (kill -9) and started again"),
    STOP_WORKER(Side.WORKERS, "a worker is asked to end (SIGTERM) and started again"),
    FREEZE_WORKER(Side.WORKERS, "a worker is frozen for longer than its session and poll interval, and woken"),
    REBALANCE_STORM(Side.WORKERS, "one more worker comes and goes"),
    KILL_MYSQL(Side.SERVERS, "mysqld is killed and started again"),
    FREEZE_MYSQL(Side.SERVERS, "mysqld is frozen and woken"),
    KILL_CONNECTIONS(Side.SERVERS, "the server ends the workers' connections"),
    RESET_MYSQL(Side.SERVERS, "every connection to MySQL is reset"),
    LOSE_COMMIT(Side.SERVERS, "a COMMIT never reaches MySQL"),
    LOSE_COMMIT_ANSWER(Side.SERVERS, "MySQL commits, and the answer is lost"),
    BLACKHOLE_MYSQL(Side.SERVERS, "nothing passes to or from MySQL, and no connection ends"),
    SLOW_MYSQL(Side.SERVERS, "every packet to and from MySQL is late"),
    FLUSH_REDIS(Side.SERVERS, "Redis is flushed, several times in a row"),
    KILL_REDIS(Side.SERVERS, "Redis is killed and started again, empty"),
    FREEZE_REDIS(Side.SERVERS, "Redis is frozen and woken"),
    KILL_BROKER(Side.SERVERS, "the broker is killed and started again"),
    FREEZE_BROKER(Side.SERVERS, "the broker is frozen and woken"),
    RECREATE_TOPIC(Side.ROUND, "a topic is deleted and made again under live workers");

    /** Which schedule a kind belongs to. */
    enum Side {
        WORKERS, SERVERS, ROUND
    }

    private final Side side;
    private final String inWords;

    FaultKind(Side side, String inWords) {
        this.side = side;
        this.inWords = inWords;
    }

    Side side() {
        return side;
    }

    String inWords() {
        return inWords;
    }
}
