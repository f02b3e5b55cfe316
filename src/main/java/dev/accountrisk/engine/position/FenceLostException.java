package dev.accountrisk.engine.position;

import dev.accountrisk.engine.record.Source;
import java.util.Set;

/** The position is not where the slice begins, for some slices of a transaction. Rolls the transaction back. */
public final class FenceLostException extends RuntimeException {
    private final transient Set<Source> lost;

    /** @param lost the partitions that another writer moved */
    public FenceLostException(Set<Source> lost) {
        super("the position was moved by another writer: " + lost, null, false, false);
        this.lost = lost;
    }

    /** The partitions that another writer moved. */
    public Set<Source> lost() {
        return lost;
    }
}
