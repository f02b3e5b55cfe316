package dev.accountrisk.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of some lanes, while they are read: first the oldest row without a lane, if there is one, then each lane in order of ids. */
final class LaneRows {
    private final int laneRowsMax;
    private final long bytesMax;
    private final Map<Integer, List<OutboxRow>> byLane = new LinkedHashMap<>();
    private long endId = Long.MAX_VALUE;
    private long bytes;

    LaneRows(int laneRowsMax, long bytesMax) {
        this.laneRowsMax = laneRowsMax;
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
        bytes += row.payload().length;
    }

    /** MySQL answers the parts of a {@code UNION ALL} one after another, but its manual does not promise that. */
    private static void requireOrder(boolean asExpected) {
        if (!asExpected) {
            throw new IllegalStateException("MySQL returned rows of the outbox out of order: none of them was sent");
        }
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
                hasEnoughBytes() || byLane.values().stream().anyMatch(rows -> rows.size() == laneRowsMax));
    }
}
