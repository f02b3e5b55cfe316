package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.Found;
import dev.accountrisk.mapping.value.FoundFields;
import dev.accountrisk.wire.InputRecord;
import java.util.List;

/** Says of one record which rule takes which field from where. */
final class Explanation {
    private Explanation() {}

    static List<Part> of(Mapping mapping, InputRecord record) {
        SourceRecord opened = mapping.open(record);
        SourceRecord read = opened.with(new FoundFields(mapping.tree(opened.form()), record.value()));
        return mapping.rules().stream().map(rule -> part(rule, read)).toList();
    }

    private static Part part(Rule rule, SourceRecord record) {
        Found found = rule.source().find(record);
        if (found == null) {
            return new Part(rule.field().name(), rule.source().label(), null, null);
        }
        boolean isKept = rule.source() instanceof Source.Pointer && rule.conversion().keeps(found.token());
        String becomes = isKept ? found.text() : rule.conversion().convert(found).text();
        return new Part(rule.field().name(), rule.source().label(), found.text(), becomes);
    }
}
