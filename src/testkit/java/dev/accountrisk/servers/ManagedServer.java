package dev.accountrisk.servers;

/** A real server that a test may kill and freeze. Its port and its data stay the same. */
public interface ManagedServer {

    String host();

    int port();

    /** Ends it at once, as {@code kill -9} does; returns when it is gone. Does nothing to a server that is down. */
    void kill();

    /** Asks it to end in its own time, as its operator does; returns when it is gone. */
    void stop();

    /** Starts it again on the same port and data; returns when it answers. Does nothing to a server that is up. */
    void start();

    /** Freezes it, with its connections open, until {@link #thaw()}. */
    void freeze();

    void thaw();

    /** Whether its process lives; a frozen one does. */
    boolean isRunning();
}
