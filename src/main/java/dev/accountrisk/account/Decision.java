package dev.accountrisk.account;

import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of a command id.
 *
 * @param digest  the content it was decided with
 * @param refusal why it was refused, or null when it was applied
 */
public record Decision(ContentDigest digest, @Nullable Refusal refusal) {}
