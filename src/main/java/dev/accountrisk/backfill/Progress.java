package dev.accountrisk.backfill;

/**
 * How far a run is.
 *
 * @param phase what it is at, in a word
 * @param total how many records it will be, as far as that is known
 * @param lag   how many records the live consumers are behind, or -1
 */
public record Progress(long run, Mode mode, String phase, long records, long total, double recordsPerSecond,
        long lag) {}
