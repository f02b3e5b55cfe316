package dev.accountrisk.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules for each place of the value, and those for what is not in the value. */
final class SlotRules {
    private final Rule[][] bySlot;
    private final List<Rule> others;
    private final int kept;

    /** @param filter whose conditions ask for places, too */
    SlotRules(List<Rule> rules, int slots, Filter filter) {
        List<List<Rule>> found = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            found.add(new ArrayList<>());
        }
        List<Rule> outside = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.source() instanceof Source.Pointer(var _, int slot)) {
                found.get(slot).add(rule);
            } else {
                outside.add(rule);
            }
        }
        this.bySlot = found.stream().map(list -> list.toArray(Rule[]::new)).toArray(Rule[][]::new);
        this.others = List.copyOf(outside);
        this.kept = Stream.concat(outside.stream().map(Rule::source), filter.ofValue().stream().map(Condition::source))
                .mapToInt(SlotRules::slot)
                .max()
                .orElse(-1) + 1;
    }

    private static int slot(Source source) {
        return switch (source) {
            case Source.Pointer(var _, int slot) -> slot;
            case Source.Attribute(var _, int slot) -> slot;
            default -> -1;
        };
    }

    Rule[] at(int slot) {
        return bySlot[slot];
    }

    List<Rule> others() {
        return others;
    }

    /** How many of the first slots are kept, because something asks for them later. */
    int keptCount() {
        return kept;
    }
}
