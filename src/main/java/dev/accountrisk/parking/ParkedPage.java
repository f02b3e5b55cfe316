package dev.accountrisk.parking;

import java.util.List;

/**
 * The part of a list that was asked for.
 *
 * @param total how many records the list has, from its start
 */
public record ParkedPage(List<ParkedSummary> records, long total) {}
