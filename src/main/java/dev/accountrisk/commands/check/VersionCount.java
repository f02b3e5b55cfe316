package dev.accountrisk.commands.check;

import dev.accountrisk.journal.JournalVersions;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Counts the versions of one account's commands, whatever order they come in. A bit a version: one account may have millions. */
final class VersionCount {
    /** Versions that are close together share a set of bits; one that is far away does not make the set large. */
    private static final int SHARED_BITS = 16;

    private final Map<Long, BitSet> seen = new HashMap<>();
    private long rows;
    private long distinct;
    private long least;
    private long greatest;

    void add(long version) {
        least = rows == 0 ? version : Math.min(least, version);
        greatest = rows == 0 ? version : Math.max(greatest, version);
        rows++;
        BitSet bits = seen.computeIfAbsent(version >> SHARED_BITS, _ -> new BitSet());
        int bit = (int) (version & ((1 << SHARED_BITS) - 1));
        if (!bits.get(bit)) {
            bits.set(bit);
            distinct++;
        }
    }

    JournalVersions versions() {
        return new JournalVersions(rows, distinct, least, greatest);
    }
}
