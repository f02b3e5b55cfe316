package dev.accountrisk.actions;

import dev.accountrisk.job.StopSignal;
import dev.accountrisk.redrive.Replacement;
import dev.accountrisk.redrive.WhatIf;
import dev.accountrisk.redrive.WhatIfLimits;
import dev.accountrisk.redrive.WhatIfOfMany;
import dev.accountrisk.redrive.WhatIfReport;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks at what a release would do, by room redrive: of one record and those of its account, or of the first records that match. Its
 * result is JSON for the console.
 */
final class PreviewWork implements Work {
    /** How many parked records of an account are looked at. */
    static final int RECORDS_MAX = 50;
    private static final WhatIfLimits LIMITS = new WhatIfLimits(100_000, 100, 200, 2_000, Duration.ofSeconds(20));
    /** The column holds a little more. */
    private static final int RESULT_BYTES_MAX = 60_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Supplier<WhatIf> whatIf;

    PreviewWork(Supplier<WhatIf> whatIf) {
        this.whatIf = whatIf;
    }

    @Override
    public OptionalLong left(OperatorAction action) {
        return OptionalLong.empty();
    }

    @Override
    public ActionEnd carryOut(OperatorAction action, StopSignal stop) throws SQLException {
        OperatorAction.Records what = action.records();
        if (what.id() == null) {
            return whatIf.get()
                    .previewFirst(what.selection(), LIMITS, stop)
                    .map(report -> new ActionEnd(ActionState.DONE, json(report), null))
                    .orElseGet(() -> new ActionEnd(ActionState.STOPPED, "It was told to end.", null));
        }
        byte[] value = what.replacement();
        Replacement replacement = value == null ? null : new Replacement(Objects.requireNonNull(what.id()), value);
        Optional<WhatIfReport> report = whatIf.get()
                .preview(Objects.requireNonNull(what.topic()), Objects.requireNonNull(what.account()), replacement,
                        RECORDS_MAX);
        return report.isEmpty()
                ? ActionEnd.failed("The record's topic is not consumed by this worker.")
                : new ActionEnd(ActionState.DONE, json(report.get()), null);
    }

    static String json(WhatIfReport report) {
        return json(report, shown -> shown.first(shown.records().size() / 2));
    }

    static String json(WhatIfOfMany report) {
        return json(report, WhatIfOfMany::shorter);
    }

    /** Cut to what fits. */
    private static <T> String json(T report, UnaryOperator<T> shorter) {
        T shown = report;
        String json = JSON.writeValueAsString(shown);
        while (json.getBytes(StandardCharsets.UTF_8).length > RESULT_BYTES_MAX) {
            shown = shorter.apply(shown);
            json = JSON.writeValueAsString(shown);
        }
        return json;
    }
}
