package dev.accountrisk.account;

import org.jspecify.annotations.Nullable;

/**
 * What the journal knows about a command id.
 *
 * @param digest  the content that the command was decided with
 * @param refusal why the command was refused, or null if it was applied
 */
public record Decision(ContentDigest digest, @Nullable Refusal refusal) {}
