package dev.accountrisk.mapping;

import java.util.ArrayList;
import java.util.List;

/** The rules for each place of the value, and those for what is not in the value. */
final class SlotRules {
    private final Rule[][] bySlot;
    private final List<Rule> others;
    private final int kept;

    /** @param kept for how many places conditions ask: they have the first slots */
    SlotRules(List<Rule> rules, int slots, int kept) {
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
        this.kept = kept;
    }

    Rule[] at(int slot) {
        return bySlot[slot];
    }

    List<Rule> others() {
        return others;
    }

    int keptCount() {
        return kept;
    }
}
