package dev.accountrisk.cli.trial;

import dev.accountrisk.wire.InputRecord;
import java.util.Set;

/**
 * One record to try.
 *
 * @param record      as it would arrive
 * @param isKeyed     whether the sample says what the key is
 * @param headerNames the names of its headers
 */
public record Sample(InputRecord record, boolean isKeyed, Set<String> headerNames) {}
