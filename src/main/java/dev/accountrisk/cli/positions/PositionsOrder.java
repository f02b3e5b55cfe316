package dev.accountrisk.cli.positions;

import dev.accountrisk.actions.CommandAudit;
import dev.accountrisk.cli.job.JobContext;
import dev.accountrisk.cli.job.UsageException;
import dev.accountrisk.positions.Decision;
import picocli.CommandLine.Option;

/** The options of what changes positions. */
final class PositionsOrder {
    @Option(names = "--topic", required = true, paramLabel = "TOPIC", description = "The topic's name, or risk-updates or"
            + " commands.")
    private String topic = "";

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "The reason, which is recorded.")
    private String why = "";

    @Option(names = "--who", defaultValue = "${sys:user.name}", paramLabel = "NAME", description = "Who asks for it, which is"
            + " recorded (${DEFAULT-VALUE}).")
    private String who = "";

    @Option(names = "--json", description = "Writes JSON.")
    private boolean json;

    /** @param jobs knows the topics' names */
    String topic(JobContext jobs) {
        return jobs.settings().topicNamed(topic);
    }

    Decision decision() {
        try {
            return new Decision(who, why);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        }
    }

    /** The row of the audit. */
    CommandAudit.Order audited(String what, String subject) {
        Decision decision = decision();
        return new CommandAudit.Order(decision.by(), what, subject, decision.why());
    }

    boolean json() {
        return json;
    }
}
