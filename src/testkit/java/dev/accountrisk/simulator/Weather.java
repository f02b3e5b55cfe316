package dev.accountrisk.simulator;

import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;

/** The faults of one run: how many there are, and where, is up to the seed. Once they are used up, nothing goes wrong. */
final class Weather implements Faults {
    private static final int FAULTS_MAX = 12;
    private static final int LOSSES_MAX = 4;
    private static final int LOSS_ONE_IN = 80;
    private static final int COMMITS_TO_LOSE_MAX = 8;
    private static final List<CommitFate> LOST = List.of(CommitFate.HAPPENS, CommitFate.DOES_NOT,
            CommitFate.HAPPENS_LATER);

    private final SplittableRandom random;
    private final Schedule schedule;
    private final int oneIn;
    private int left;
    private int lossesLeft;

    /** The worker's process is dead. */
    static final class Crash extends Error {
        Crash() {
            super("killed", null, false, false);
        }
    }

    Weather(SplittableRandom random, Schedule schedule) {
        this.random = random;
        this.schedule = schedule;
        this.left = random.nextInt(FAULTS_MAX + 1);
        this.oneIn = 8 + random.nextInt(120);
        this.lossesLeft = random.nextBoolean() ? 0 : 1 + random.nextInt(LOSSES_MAX);
    }

    private boolean strikes(int oneIn) {
        if (left == 0 || random.nextInt(oneIn) != 0) {
            return false;
        }
        left--;
        return true;
    }

    @Override
    public void beforeSending() throws SQLException {
        if (strikes(oneIn)) {
            if (random.nextBoolean()) {
                schedule.note("crash");
                throw new Crash();
            }
            schedule.note("connection lost");
            throw new SQLException("Communications link failure", "08S01");
        }
    }

    @Override
    public int commitsToLose() {
        if (lossesLeft == 0 || random.nextInt(LOSS_ONE_IN) != 0) {
            return 0;
        }
        lossesLeft--;
        int commits = 1 + random.nextInt(COMMITS_TO_LOSE_MAX);
        schedule.note("fail-over without the newest " + commits + " commits");
        return commits;
    }

    /** Whether nothing goes wrong any more. */
    boolean isOver() {
        return left == 0 && lossesLeft == 0;
    }

    @Override
    public CommitFate fateOfCommit() {
        if (!strikes(Math.max(2, oneIn / 8))) {
            return CommitFate.ANSWERED;
        }
        CommitFate fate = LOST.get(random.nextInt(LOST.size()));
        schedule.note("the answer to a commit is lost, which " + fate);
        return fate;
    }

    @Override
    public void leaveBehind(Runnable end) {
        schedule.leaveBehind(end);
    }
}
