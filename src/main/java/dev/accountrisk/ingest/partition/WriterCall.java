package dev.accountrisk.ingest.partition;

import java.util.concurrent.TimeUnit;

/** Whether a writer was called to a partition and still has something to do. Only one is called at a time. */
public final class WriterCall {
    private boolean open;

    synchronized boolean isOpen() {
        return open;
    }

    /** Calls a writer; returns whether the caller must send it, because none was called before. */
    synchronized boolean open() {
        boolean first = !open;
        open = true;
        return first;
    }

    /** The writer found nothing more to do. */
    synchronized void done() {
        open = false;
        notifyAll();
    }

    /** Waits for a busy writer, but not for ever, because the fence also protects the partition's next owner from it. */
    public synchronized void await(long endNanos) {
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            while (open && millis > 0) {
                wait(millis);
                millis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
