package dev.accountrisk.servers;

import java.io.IOException;

/** A Redis that keeps nothing on disk: killed and started again it is empty, as the design takes for granted. */
public interface RedisServer extends ManagedServer {

    default void flushAll() {
        command("FLUSHALL");
    }

    /** Sends one inline command and returns the first line of the answer, such as {@code +OK} or {@code :3}. */
    default String command(String line) {
        try {
            return RedisCommand.send(host(), port(), line);
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not answer " + line, e);
        }
    }
}
