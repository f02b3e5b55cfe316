package dev.accountrisk.ingest;

import java.util.concurrent.TimeUnit;

/** Whether a writer was called to a partition and has not yet found nothing to do. One at a time is called. */
final class WriterCall {
    private boolean open;

    synchronized boolean isOpen() {
        return open;
    }

    /** Calls a writer; answers whether the caller must send it, since none was on its way. */
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

    /** Waits for the writer at work, but not for ever: the fence, too, keeps the partition's next owner apart from it. */
    synchronized void await(long endNanos) {
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
