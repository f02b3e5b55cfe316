package dev.accountrisk.local;

/** Sends the local run's traffic for other tests, to the topics with the default names, at a steady rate. */
public final class MadeUpFeed implements AutoCloseable {
    private final Feed feed;

    /** Sends nothing until it is started. */
    public MadeUpFeed(String bootstrapServers, int recordsPerSecond) {
        feed = new Feed(new MadeUpTraffic(1, System::currentTimeMillis), recordsPerSecond, bootstrapServers);
    }

    public void start() {
        feed.start();
    }

    /** How many records it has sent; final once it is closed. */
    public long sent() {
        return feed.sent();
    }

    @Override
    public void close() {
        feed.close();
    }
}
