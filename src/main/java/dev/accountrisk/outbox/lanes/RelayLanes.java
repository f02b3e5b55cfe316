package dev.accountrisk.outbox.lanes;

import dev.accountrisk.database.NamedLocks;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes that this worker relays: each is a named lock. It looks for more once a second, and in each round while it holds none. Belongs to one thread. */
public final class RelayLanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayLanes.class);

    /** The lane whose holder also sends what has no lane. Its lock has the name of the only one that the version before knows. */
    public static final int FIRST = 0;

    private static final String LOCK = "outbox";
    private static final List<String> LOCKS = IntStream.range(0, OutboxLane.COUNT)
            .mapToObj(lane -> lane == FIRST ? LOCK : LOCK + "-" + lane)
            .toList();
    /** Is held by a worker that has fewer lanes than its share, so that others notice. */
    private static final String ASKING = LOCK + "-asking";
    private static final List<String> ALL = Stream.concat(LOCKS.stream(), Stream.of(ASKING)).toList();

    /** After so many rounds the beginnings repeat, whether one lane is held, or two, three or four. */
    private static final int ROUNDS = 12;
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long COUNT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final NamedLocks locks;
    private final LiveWorkers workers;
    private final RelayShare share = new RelayShare();
    private Set<String> freeBefore = Set.of();
    private final TreeSet<Integer> held = new TreeSet<>();
    private long lookAtNanos = System.nanoTime();
    private long countAtNanos = lookAtNanos;
    private int rounds;
    private volatile int count;

    /** No lane is held before a round asks for them. */
    public RelayLanes(DataSource dataSource, LiveWorkers workers) {
        this.locks = new NamedLocks(dataSource);
        this.workers = workers;
    }

    /**
     * Confirms the lanes that are held, by one statement, and now and then takes others or gives some back. A round relays these lanes and
     * no others; nothing of a lane is under way when it is given back.
     *
     * @return the lanes in the order of this round: each round begins with the one after
     * @throws SQLException also if the lanes were lost. The next call tries to take them again
     */
    public List<Integer> ofThisRound() throws SQLException {
        try {
            locks.confirm();
            long nowNanos = System.nanoTime();
            if (nowNanos - lookAtNanos >= 0) {
                look(nowNanos);
                lookAtNanos = nowNanos + LOOK_NANOS;
            }
        } finally {
            remember();
        }
        List<Integer> lanes = new ArrayList<>(held);
        rounds = (rounds + 1) % ROUNDS;
        Collections.rotate(lanes, -rounds);
        return lanes;
    }

    private void look(long nowNanos) throws SQLException {
        Set<String> free = locks.free(ALL);
        // a worker that has just ended is one worker less
        boolean isNewlyFree = !freeBefore.containsAll(free);
        freeBefore = free;
        if (isNewlyFree || nowNanos - countAtNanos >= 0) {
            countAtNanos = nowNanos + COUNT_NANOS;
            divide();
        }
        takeFreeLanes(free, nowNanos);
        remember();
        boolean othersAsk = !free.contains(ASKING) && !locks.held().contains(ASKING);
        if (othersAsk) {
            for (int rest = share.giveBack(held.size(), nowNanos); rest > 0; rest--) {
                locks.release(LOCKS.get(held.removeLast()));
            }
        }
        if (share.asks(held.size())) {
            var _ = locks.acquire(ASKING);
        } else {
            locks.release(ASKING);
        }
    }

    /** Keeps the last share if the workers cannot be counted: events matter more. */
    private void divide() {
        try {
            share.divideAmong(workers.count());
        } catch (SQLException unknown) {
            LOG.debug("the live workers cannot be counted", unknown);
        }
    }

    private void takeFreeLanes(Set<String> free, long nowNanos) throws SQLException {
        Set<Integer> lanes = new TreeSet<>();
        for (int lane = 0; lane < OutboxLane.COUNT; lane++) {
            if (free.contains(LOCKS.get(lane))) {
                lanes.add(lane);
            }
        }
        share.see(lanes, nowNanos);
        int taken = held.size();
        for (int lane : lanes) {
            if (share.mayTake(lane, taken, nowNanos) && locks.acquire(LOCKS.get(lane))) {
                taken++;
            }
        }
    }

    /** What the locks say, also after a failure. */
    private void remember() {
        Set<String> names = locks.held();
        held.clear();
        for (int lane = 0; lane < OutboxLane.COUNT; lane++) {
            if (names.contains(LOCKS.get(lane))) {
                held.add(lane);
            }
        }
        count = held.size();
        if (held.isEmpty()) {
            lookAtNanos = System.nanoTime();
        }
    }

    /** How many lanes are held. Any thread may ask. */
    public int count() {
        return count;
    }

    /** Releases all lanes. */
    @Override
    public void close() {
        locks.close();
        remember();
    }
}
