package dev.accountrisk.console.audit;

import dev.accountrisk.actions.CommandAudit;
import dev.accountrisk.console.page.BadQuestionException;
import dev.accountrisk.console.page.TimeParameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the audit are listed. A criterion that is empty or absent does not filter.
 *
 * @param who    exactly this name
 * @param from   from this time in UTC on
 * @param to     before this time in UTC
 * @param before only rows with a smaller id
 */
record AuditFilter(@Nullable String who, @Nullable String action, @Nullable String from, @Nullable String to,
        @Nullable Long before) {
    /** What the column of actions holds: the command line has one more. */
    static final List<String> ACTIONS = Stream
            .concat(Arrays.stream(AuditedAction.values()).map(AuditedAction::name), Stream.of(CommandAudit.TRANSLATE))
            .toList();
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    AuditFilter {
        who = trimmed(who);
        action = trimmed(action);
        from = trimmed(from);
        to = trimmed(to);
        if (action != null && !ACTIONS.contains(action)) {
            throw new BadQuestionException("action is one of " + String.join(", ", ACTIONS));
        }
        var _ = TimeParameter.read("from", from);
        var _ = TimeParameter.read("to", to);
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What may be chosen. */
    public List<String> actions() {
        return ACTIONS;
    }

    /** Whether anything but the newest rows is asked for. */
    public boolean filters() {
        return who != null || action != null || from != null || to != null;
    }

    Instant begin() {
        return Objects.requireNonNullElse(TimeParameter.read("from", from), Instant.EPOCH);
    }

    Instant end() {
        return Objects.requireNonNullElse(TimeParameter.read("to", to), LATEST);
    }

    long beforeId() {
        return before == null ? Long.MAX_VALUE : before;
    }

    /** The same criteria, for the rows before another. */
    AuditFilter before(long id) {
        return new AuditFilter(who, action, from, to, id);
    }
}
