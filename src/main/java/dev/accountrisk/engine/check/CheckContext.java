package dev.accountrisk.engine.check;

import java.util.List;

/**
 * What a topic needs to open its checks.
 *
 * @param runId    the run of the search; repairs name it
 * @param policies what {@link AccountChecks#policy} gave in earlier runs
 */
public record CheckContext(String runId, List<String> policies) {

    /** Copies the list. */
    public CheckContext {
        policies = List.copyOf(policies);
    }
}
