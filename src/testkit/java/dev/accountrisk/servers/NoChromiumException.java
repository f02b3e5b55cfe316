package dev.accountrisk.servers;

import org.jspecify.annotations.Nullable;

/** Chromium cannot be started here; the message says why, and what would help. */
public final class NoChromiumException extends Exception {

    NoChromiumException(String why, @Nullable Throwable cause) {
        super("chromium and chromedriver are not on the PATH, and " + why, cause);
    }
}
