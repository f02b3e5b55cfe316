package dev.accountrisk.console.activity;

import dev.accountrisk.console.page.Trouble;
import dev.accountrisk.console.page.Trouble.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The risk policy in force. Pure code.
 *
 * @param policies  each policy that a worker uses, the one of most workers first; more than one if workers differ
 * @param unknownAt the workers whose version does not report it
 * @param asked     the text of another policy, or null if none was asked about
 * @param preview   what another policy would change; null if none was asked about
 */
record PolicyPage(Instant asOf, String answer, List<Trouble> troubles, List<InForce> policies, List<String> unknownAt,
        @Nullable String asked, @Nullable Preview preview) {

    /** A policy and the workers that use it. */
    record InForce(PolicyValues policy, List<String> workers) {}

    /**
     * What another policy would change.
     *
     * @param counted the accounts that were looked at
     * @param changed those of them whose level would be another one
     * @param moves   from which level to which, and how many
     * @param whole   whether every account was looked at
     */
    record Preview(PolicyValues policy, long counted, long changed, List<Move> moves, boolean whole) {}

    /** Accounts that have one level and would have another one. */
    record Move(String from, String to, long accounts) {}

    static PolicyPage of(Reported seen, Instant now, @Nullable String asked, @Nullable Preview preview) {
        Map<PolicyValues, List<String>> workers = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (WorkerActivity worker : seen.workers()) {
            PolicyValues policy = worker.activity() == null ? null : worker.activity().policy();
            if (policy == null) {
                unknown.add(worker.host());
                continue;
            }
            workers.computeIfAbsent(policy.alone(), _ -> new ArrayList<>()).add(worker.host());
            if (policy.fileBroken()) {
                broken.add(worker.host());
            }
        }
        List<InForce> policies = workers.entrySet()
                .stream()
                .map(entry -> new InForce(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> other.workers().size() - one.workers().size())
                .toList();
        return new PolicyPage(now, answer(seen, policies), troubles(policies, broken), policies, unknown, asked,
                preview);
    }

    private static String answer(Reported seen, List<InForce> policies) {
        return switch (policies.size()) {
            case 0 -> "Which policy is in force is unknown: " + seen.whyUnknown();
            case 1 -> "Every worker that reports a policy uses the same one.";
            default -> "Workers use " + policies.size() + " different policies.";
        };
    }

    private static List<Trouble> troubles(List<InForce> policies, List<String> broken) {
        List<Trouble> troubles = new ArrayList<>();
        if (policies.size() > 1) {
            troubles.add(new Trouble(Weight.WARN, "Workers differ in their policy.",
                    "Which level and which decay an account gets depends on the worker that has its partition.",
                    "Nothing, while a new file reaches them: they read it again every second. If it lasts, compare the files.",
                    "/policy"));
        }
        for (String host : broken) {
            troubles.add(new Trouble(Weight.WARN, "The policy file of " + host + " cannot be used.",
                    "The worker keeps the policy that it had. No worker starts with this file.",
                    "Its log names the field. Correct the file.", "/policy"));
        }
        return troubles;
    }
}
