package dev.accountrisk.console;

import java.util.List;
import java.util.Map;

/** A form for every kind of action, and who may send it. */
final class ActionForms {
    private ActionForms() {}

    /** The names of the roles that may send it, by the form's own fields. */
    static Map<Map<String, String>, List<String>> all() {
        List<String> operator = List.of("OPERATOR");
        List<String> approver = List.of("APPROVER");
        List<String> either = List.of("OPERATOR", "APPROVER");
        return Map.ofEntries(Map.entry(Map.of("kind", "RELEASE", "reason", "WRONG_TYPE", "upTo", "1"), operator),
                Map.entry(Map.of("kind", "RELEASE", "upTo", "1"), approver),
                Map.entry(Map.of("kind", "DROP", "id", "1", "upTo", "1"), approver),
                Map.entry(Map.of("kind", "WHAT_IF", "id", "1", "upTo", "1"), either),
                Map.entry(Map.of("kind", "WHAT_IF", "upTo", "1"), either),
                Map.entry(Map.of("kind", "WHAT_IF", "id", "1", "upTo", "1", "value", "{}"), List.of()),
                Map.entry(Map.of("kind", "PAUSE", "topic", "t", "partition", "0"), operator),
                Map.entry(Map.of("kind", "RESUME", "topic", "t"), operator),
                Map.entry(Map.of("kind", "ACCEPT", "topic", "t"), operator),
                Map.entry(Map.of("kind", "MOVE", "topic", "t", "partition", "0"), approver),
                // a value may be corrected by whoever may release and may see it, and by nobody else
                Map.entry(Map.of("kind", "RELEASE", "id", "1", "upTo", "1", "value", "{}"), List.of()));
    }

    /** Where it is sent to. */
    static String address(Map<String, String> form) {
        return form.containsKey("upTo") ? "/actions/records" : "/actions/positions";
    }
}
