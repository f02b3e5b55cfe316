package dev.accountrisk.locks;

import org.jspecify.annotations.Nullable;

/** The password of this moment, asked for at each login to Redis. */
@FunctionalInterface
public interface RedisPassword {
    /** Reads it; null if it is unknown, so that the one of the settings is used. */
    @Nullable
    String read();
}
