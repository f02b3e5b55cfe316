package dev.accountrisk.console.parked;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups of the open parked records.
 *
 * @param counted   how many records were looked at
 * @param whole     whether these are all; if not, they are the oldest
 * @param countedAt when they were counted, if they are too many to count for each page; null if they were counted for this page
 */
public record ParkedGroups(List<ParkedGroup> groups, long counted, boolean whole, @Nullable Instant countedAt) {}
