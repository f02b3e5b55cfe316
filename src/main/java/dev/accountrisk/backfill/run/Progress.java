package dev.accountrisk.backfill.run;

import dev.accountrisk.backfill.plan.Mode;

/**
 * The progress of a run.
 *
 * @param phase what it does now, in a word
 * @param total how many records it will process, as far as that is known
 * @param lag   the lag of the live consumers in records, or -1 if it is not known
 */
public record Progress(long run, Mode mode, String phase, long records, long total, double recordsPerSecond,
        long lag) {}
