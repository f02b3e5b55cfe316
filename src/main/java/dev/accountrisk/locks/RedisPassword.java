package dev.accountrisk.locks;

import org.jspecify.annotations.Nullable;

/** The current password, read at each login to Redis. */
@FunctionalInterface
public interface RedisPassword {
    /** Reads it; null if it is unknown, so that the one of the settings is used. */
    @Nullable
    String read();
}
