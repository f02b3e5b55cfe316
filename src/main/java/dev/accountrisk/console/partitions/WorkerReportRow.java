package dev.accountrisk.console.partitions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A row of {@code worker_report}, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // the key is not shown
@Table(name = "worker_report")
final class WorkerReportRow {
    /** A worker of a later version may report more. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Id
    @Column(columnDefinition = "CHAR(36)")
    private String workerId = "";
    private String host = "";
    private String version = "";
    private Instant startedAt = Instant.EPOCH;
    private Instant reportedAt = Instant.EPOCH;
    private boolean ready;
    @Column(columnDefinition = "TEXT")
    private String problems = "";
    @Column(columnDefinition = "TEXT")
    private String partitions = "";

    /**
     * What a worker says of one of its partitions.
     *
     * @param lag null if the worker does not know it
     */
    record Assigned(String topic, int partition, String status, String cause, @Nullable Long lag) {
        String name() {
            return topic + "-" + partition;
        }
    }

    WorkerView view(Instant now) {
        return new WorkerView(host, version, startedAt, reportedAt, WorkerView.isSilent(reportedAt, now), ready,
                JSON.readValue(problems, new TypeReference<Map<String, String>>() {
                }), assigned().size());
    }

    List<Assigned> assigned() {
        return Arrays.asList(JSON.readValue(partitions, Assigned[].class));
    }
}
