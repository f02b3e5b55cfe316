package dev.accountrisk.actions;

import dev.accountrisk.job.StopSignal;
import dev.accountrisk.redrive.Replacement;
import dev.accountrisk.redrive.WhatIf;
import dev.accountrisk.redrive.WhatIfReport;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Looks at what a release would do, by room redrive. Its result is JSON for the console. */
final class PreviewWork implements Work {
    /** How many parked records of an account are looked at. */
    static final int RECORDS_MAX = 50;
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
        byte[] value = what.replacement();
        Replacement replacement = value == null ? null : new Replacement(Objects.requireNonNull(what.id()), value);
        Optional<WhatIfReport> report = whatIf.get()
                .preview(Objects.requireNonNull(what.topic()), Objects.requireNonNull(what.account()), replacement,
                        RECORDS_MAX);
        return report.isEmpty()
                ? ActionEnd.failed("The record's topic is not consumed by this worker.")
                : new ActionEnd(ActionState.DONE, json(report.get()), null);
    }

    /** Cut to what fits. */
    static String json(WhatIfReport report) {
        WhatIfReport shown = report;
        String json = JSON.writeValueAsString(shown);
        while (json.getBytes(StandardCharsets.UTF_8).length > RESULT_BYTES_MAX) {
            shown = shown.first(shown.records().size() / 2);
            json = JSON.writeValueAsString(shown);
        }
        return json;
    }
}
