package dev.accountrisk.redrive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the parked records of one account and topic.
 *
 * @param account  null for records whose key names no account
 * @param heldBack whether later commands of the account still park
 */
public record AccountResult(@Nullable String account, String topic, boolean heldBack, List<RecordResult> records) {}
