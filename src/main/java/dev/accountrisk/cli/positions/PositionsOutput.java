package dev.accountrisk.cli.positions;

import dev.accountrisk.positions.PositionChange;
import dev.accountrisk.positions.PositionState;
import dev.accountrisk.positions.PositionView;
import dev.accountrisk.text.PrintableText;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes positions, and what was changed, for a person or for a script. */
final class PositionsOutput {
    private static final String LINE = "%-30s %-9s %15s %15s %15s  %s%n";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrintStream out;
    private final boolean json;

    PositionsOutput(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void list(List<PositionView> views) {
        if (json) {
            json(views);
            return;
        }
        out.printf(LINE, "topic", "partition", "log begins", "position", "log ends", "state");
        for (PositionView view : views) {
            out.printf(LINE, view.topic(), view.partition(), offset(view.beginning()), view.nextOffset(),
                    offset(view.end()), state(view));
        }
    }

    private static String offset(@Nullable Long offset) {
        return offset == null ? "-" : offset.toString();
    }

    private static String state(PositionView view) {
        String state = view.state() == PositionState.IN_LOG
                ? "in the log"
                : view.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (view.cutAt() == null ? ": " : " at " + view.cutAt() + ": ") + view.state().meaning();
        return view.pausedWhy() == null ? state : state + "; paused by " + PrintableText.escape(view.pausedWhy());
    }

    void translated(List<PositionChange> changes, boolean dryRun) {
        if (json) {
            json(changes);
            return;
        }
        changes.forEach(change -> out.println(change.topic() + "-" + change.partition()
                + (dryRun ? " would continue at " : " continues at ") + change.newOffset() + " under id "
                + change.newTopicId() + "; it was at " + change.oldOffset() + " under id " + change.oldTopicId()));
    }

    private void json(List<?> rows) {
        out.println(PrintableText.escape(JSON.writeValueAsString(rows)));
    }

    void changed(List<PositionChange> changes) {
        if (json) {
            json(changes);
            return;
        }
        changes.forEach(change -> out.println(change.describe()));
    }
}
