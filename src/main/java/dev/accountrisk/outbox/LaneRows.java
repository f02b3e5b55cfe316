package dev.accountrisk.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of some lanes, while they are read: first the oldest row without a lane, if there is one, then each lane in order of ids. */
final class LaneRows {
    private final int laneRowsMax;
    private final int rowsMax;
    private final long bytesMax;
    private final Map<Integer, List<OutboxRow>> byLane = new LinkedHashMap<>();
    private long endId = Long.MAX_VALUE;
    private int count;
    private long bytes;

    /**
     * Holds none yet.
     *
     * @param laneRowsMax how many rows of each lane MySQL answers
     * @param rowsMax     how many are enough, of all lanes together
     */
    LaneRows(int laneRowsMax, int rowsMax, long bytesMax) {
        this.laneRowsMax = laneRowsMax;
        this.rowsMax = rowsMax;
        this.bytesMax = bytesMax;
    }

    /** Ends all lanes before a row without a lane. */
    void endBefore(long id) {
        requireOrder(byLane.isEmpty());
        endId = id;
    }

    /** Adds the next row of a lane, unless the lane has ended before it. */
    void add(int lane, OutboxRow row) {
        if (row.id() >= endId) {
            return;
        }
        List<OutboxRow> rows = byLane.computeIfAbsent(lane, any -> new ArrayList<>());
        requireOrder(rows.isEmpty() || rows.getLast().id() < row.id());
        rows.add(row);
        count++;
        bytes += row.payload().length;
    }

    /** MySQL answers the parts of a {@code UNION ALL} one after another, but its manual does not promise that. */
    private static void requireOrder(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalStateException("MySQL returned rows of the outbox out of order: none of them was sent");
        }
    }

    boolean areEnough() {
        return count >= rowsMax || hasEnoughBytes();
    }

    boolean hasEnoughBytes() {
        return bytes >= bytesMax;
    }

    boolean stopsAtRowWithoutLane() {
        return endId < Long.MAX_VALUE;
    }

    RowSequences sequences() {
        return new RowSequences(byLane.entrySet()
                .stream()
                .map(lane -> new RowSequences.Sequence(lane.getKey(), lane.getValue()))
                .toList(),
                areEnough() || byLane.values().stream().anyMatch(rows -> rows.size() == laneRowsMax));
    }
}
