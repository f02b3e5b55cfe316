package dev.accountrisk.console.activity;

import dev.accountrisk.console.partitions.WorkerView;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The activity in a row of {@code worker_report}, to look at. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // the key is not shown
@Table(name = "worker_report")
final class ActivityRow {
    /** A worker of a later version may report more. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Id
    @Column(columnDefinition = "CHAR(36)")
    private String workerId = "";
    private String host = "";
    private Instant reportedAt = Instant.EPOCH;
    @Column(columnDefinition = "MEDIUMTEXT")
    private @Nullable String activity;

    boolean silent(Instant now) {
        return WorkerView.isSilent(reportedAt, now);
    }

    WorkerActivity activity() {
        return new WorkerActivity(host, activity == null ? null : JSON.readValue(activity, Activity.class));
    }
}
