package dev.accountrisk.console.parked;

import java.util.List;

/**
 * The groups of the open parked records.
 *
 * @param counted how many records were looked at
 * @param whole   whether these are all; if not, they are the oldest
 */
public record ParkedGroups(List<ParkedGroup> groups, long counted, boolean whole) {}
