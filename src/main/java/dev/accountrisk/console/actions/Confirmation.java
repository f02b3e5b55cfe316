package dev.accountrisk.console.actions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The second person that an action needs.
 *
 * @param until when it is too late
 * @param by    who confirmed the action, or null
 * @param at    when, or null
 */
record Confirmation(Instant until, @Nullable String by, @Nullable Instant at) {}
