package dev.accountrisk.locks;

import dev.accountrisk.database.Transactions;
import dev.accountrisk.engine.AccountLocks;
import dev.accountrisk.text.LastCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks all accounts of a batch in one round trip: Redisson's group lock, one script over one hash. A batch waits for the locks
 * as long as the settings allow, whether Redis is unavailable or slow or another writer has the locks. Then it continues without
 * them. After a failure, nobody asks Redis for a while.
 */
public final class RedissonAccountLocks implements AccountLocks {
    private static final Logger LOG = LoggerFactory.getLogger(RedissonAccountLocks.class);

    /** No account has an empty id. */
    private static final String NOBODY = "";

    private final Supplier<RedissonClient> redisson;
    private final Settings settings;
    private final Executor executor;
    private final Observer observer;
    private final CircuitBreaker breaker;
    private final LastCause trouble = new LastCause();
    /** One owner per acquisition, not per thread, so that nobody enters a lock again which a lost unlock left in Redis. */
    private final AtomicLong owners = new AtomicLong();

    /**
     * How the locks work.
     *
     * @param group      the name of the hash in Redis
     * @param waitMax    how long a batch waits, at most
     * @param lease      when a lock that was not released ends
     * @param retryAfter how long nobody asks Redis after a failure
     */
    public record Settings(String group, Duration waitMax, Duration lease, Duration retryAfter) {
        /** Checks the bounds. */
        public Settings {
            if (waitMax.compareTo(lease) >= 0) {
                throw new IllegalArgumentException("the wait for a lock must be shorter than its lease");
            }
        }
    }

    /** The result of an attempt. */
    public enum Attempt {
        /** All locks are held. */
        ACQUIRED,
        /** Another writer holds one of them. */
        CONTENDED,
        /** Redis did not answer in time, or with an error. */
        UNAVAILABLE,
        /** Redis was not asked, because it failed a moment ago. */
        SKIPPED
    }

    /** Observes attempts. */
    @FunctionalInterface
    public interface Observer {
        /** An attempt ended and took this long. */
        void attempted(Attempt attempt, long nanos);
    }

    /**
     * Makes the locks.
     *
     * @param redisson supplies the client. It may be slow or fail, so the executor calls it
     */
    public RedissonAccountLocks(Supplier<RedissonClient> redisson, Settings settings, Executor executor,
            Observer observer) {
        this.redisson = redisson;
        this.settings = settings;
        this.executor = executor;
        this.observer = observer;
        this.breaker = new CircuitBreaker(settings.retryAfter(), System::nanoTime);
    }

    /**
     * Makes the client and takes one lock, of an account that does not exist. The first time takes longer than a batch waits, so
     * without this the first batches would consider Redis unavailable.
     */
    @Override
    public void prepare() {
        executor.execute(() -> {
            long owner = owners.incrementAndGet();
            try {
                RLock lock = redisson.get().getMultiLock(settings.group(), List.<Object>of(NOBODY));
                if (lock.tryLockAsync(0, settings.waitMax().toMillis(), TimeUnit.MILLISECONDS, owner)
                        .toCompletableFuture()
                        .get(settings.lease().toMillis(), TimeUnit.MILLISECONDS)) {
                    giveBack(lock, owner).close();
                }
            } catch (ExecutionException | TimeoutException | RuntimeException away) {
                LOG.debug("Redis is not available yet; the first batch will try again", away);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public Held acquire(List<String> accounts) {
        Transactions.requireNoneOpen();
        if (accounts.isEmpty()) {
            return NOTHING_HELD;
        }
        if (!breaker.allows()) {
            observer.attempted(Attempt.SKIPPED, 0);
            return NOTHING_HELD;
        }
        long owner = owners.incrementAndGet();
        long beganNanos = System.nanoTime();
        CompletableFuture<Optional<RLock>> acquisition = CompletableFuture
                .supplyAsync(() -> redisson.get().getMultiLock(settings.group(), new ArrayList<Object>(accounts)),
                        executor)
                .thenCompose(lock -> lock
                        .tryLockAsync(waitInRedisMillis(), settings.lease().toMillis(), TimeUnit.MILLISECONDS, owner)
                        .thenApply(locked -> locked ? Optional.of(lock) : Optional.empty()));
        try {
            Optional<RLock> lock = acquisition.get(settings.waitMax().toMillis(), TimeUnit.MILLISECONDS);
            breaker.succeeded();
            if (trouble.ends()) {
                LOG.info("Redis answers again: batches have its locks");
            }
            observer.attempted(lock.isPresent() ? Attempt.ACQUIRED : Attempt.CONTENDED, System.nanoTime() - beganNanos);
            return lock.map(held -> giveBack(held, owner)).orElse(NOTHING_HELD);
        } catch (ExecutionException | TimeoutException unavailable) {
            return goOnWithout(acquisition, owner, beganNanos);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return goOnWithout(acquisition, owner, beganNanos);
        }
    }

    /** Shorter than the wait here, so that a contended lock is reported by Redis and does not look like an unavailable Redis. */
    private long waitInRedisMillis() {
        return settings.waitMax().toMillis() / 2;
    }

    private Held goOnWithout(CompletableFuture<Optional<RLock>> acquisition, long owner, long beganNanos) {
        breaker.failed();
        if (trouble.changesTo("no answer")) {
            LOG.warn(
                    "Redis did not answer in time: batches continue without its locks, which is safe; it is tried every {}",
                    settings.retryAfter());
        }
        observer.attempted(Attempt.UNAVAILABLE, System.nanoTime() - beganNanos);
        // an answer that arrives too late still holds the locks
        var _ = acquisition.thenAccept(late -> late.ifPresent(lock -> giveBack(lock, owner).close()));
        return NOTHING_HELD;
    }

    /** Waits for the answer, so that the partition's next batch does not meet its own locks. */
    private Held giveBack(RLock lock, long owner) {
        return () -> {
            try {
                lock.unlockAsync(owner).toCompletableFuture().get(settings.waitMax().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException lost) {
                // flushed, expired or unreachable: MySQL decides about the work under the lock, and the lease ends by itself
                breaker.failed();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
