package dev.accountrisk.console.runs;

import org.jspecify.annotations.Nullable;

/**
 * What a run of reconcile found. The components are named as the attributes of the row.
 *
 * @param item   the asset, hold, partition or reason that it is about
 * @param repair the id of the command that was sent for it, or null
 */
record FindingView(long id, String kind, @Nullable String account, String item, String expected, String actual,
        @Nullable String repair) {}
