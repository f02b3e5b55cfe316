package dev.accountrisk.engine.release;

import java.util.List;
import java.util.Set;

/**
 * What became of parked records that were dropped.
 *
 * @param ids      those that were still parked
 * @param heldBack the accounts whose later records still have to wait
 */
public record Dropped(List<Long> ids, Set<String> heldBack) {}
