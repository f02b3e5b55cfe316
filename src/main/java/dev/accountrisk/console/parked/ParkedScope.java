package dev.accountrisk.console.parked;

import org.jspecify.annotations.Nullable;

/**
 * What an action on parked records touches.
 *
 * @param records  how many records match
 * @param accounts how many different accounts they name; null if the records are too many to count them
 * @param upTo     the number of the last of them; what is parked later does not belong to it
 * @param touched  how many are tried by a release, with those of the same accounts that do not match; null if these are too many to
 *                 count. For a drop as many as match
 */
public record ParkedScope(long records, @Nullable Long accounts, long upTo, @Nullable Long touched) {}
