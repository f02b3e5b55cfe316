package dev.accountrisk.console.partitions;

import dev.accountrisk.console.partitions.WorkerReportRow.Assigned;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts MySQL's positions and the workers' reports together. */
@Component
public class ProgressReader {
    private final PositionRepository positions;
    private final PauseRepository pauses;
    private final WorkerReportRepository reports;

    ProgressReader(PositionRepository positions, PauseRepository pauses, WorkerReportRepository reports) {
        this.positions = positions;
        this.pauses = pauses;
        this.reports = reports;
    }

    /** A partition and the worker that reported it. */
    private record Owned(Assigned partition, String owner) {}

    /** Reads everything; the caller has a transaction open. */
    public Progress readInTx(Instant now) {
        List<WorkerReportRow> rows = reports.findAllByOrderByHostAsc();
        Map<String, Owned> owned = new HashMap<>();
        for (WorkerReportRow row : rows) {
            WorkerView worker = row.view(now);
            if (!worker.silent()) {
                row.assigned().forEach(partition -> owned.put(partition.name(), new Owned(partition, worker.host())));
            }
        }
        List<PauseRow> paused = pauses.findAll();
        List<PartitionView> partitions = positions.findAllByOrderByTopicAscPartitionNoAsc()
                .stream()
                .map(PositionRow::position)
                .map(position -> view(position, owned.get(position.name()), paused))
                .toList();
        return new Progress(partitions, rows.stream().map(row -> row.view(now)).toList());
    }

    private static PartitionView view(Position position, @Nullable Owned owned, List<PauseRow> pauses) {
        String pausedWhy = pauses.stream()
                .filter(pause -> pause.covers(position.topic(), position.partition()))
                .map(PauseRow::why)
                .findFirst()
                .orElse(null);
        if (owned == null) {
            return new PartitionView(position.topic(), position.partition(), position.topicId(), position.nextOffset(),
                    null, null, null, PartitionView.NO_WORKER, "no worker reports it", pausedWhy, position.outcomes(),
                    position.movedAt());
        }
        Assigned reported = owned.partition();
        Long lag = reported.lag();
        return new PartitionView(position.topic(), position.partition(), position.topicId(), position.nextOffset(),
                lag, lag == null ? null : position.nextOffset() + lag, owned.owner(), reported.status(),
                reported.cause(), pausedWhy, position.outcomes(),
                position.movedAt());
    }
}
