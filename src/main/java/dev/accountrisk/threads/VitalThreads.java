package dev.accountrisk.threads;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that must live while the worker lives. One that ends with an error (out of memory, a class that is missing, no more
 * threads) leaves a worker that looks well and does nothing. So its end is noted, the worker is no longer alive, and the process ends.
 */
public final class VitalThreads {
    private static final Logger LOG = LoggerFactory.getLogger(VitalThreads.class);

    private final Map<String, String> dead = new ConcurrentSkipListMap<>();
    private final Runnable end;

    /** @param end ends the process; called on a thread of its own */
    public VitalThreads(Runnable end) {
        this.end = end;
    }

    /** Wraps the whole work of a thread, or of each round on it. Whatever leaves the work ends the thread, and is noted. */
    public Runnable guard(String name, Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error failure) {
                died(name, failure);
                throw failure;
            }
        };
    }

    /** A thread ended, or is of no more use. The name says which, for people. */
    public void died(String name, Throwable failure) {
        // first: the log and the new thread may fail like the thread itself
        dead.put(name, String.valueOf(failure));
        LOG.atError()
                .setCause(failure)
                .addKeyValue("thread", name)
                .log("a thread died: only a new process can help, and this one ends");
        Thread.ofPlatform().name("end").start(end);
    }

    /** The threads that died, and of what. Empty while all is well. */
    public Map<String, String> dead() {
        return new TreeMap<>(dead);
    }
}
