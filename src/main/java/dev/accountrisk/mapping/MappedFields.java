package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.Found;
import dev.accountrisk.mapping.value.PointedFields;
import dev.accountrisk.mapping.value.PointerTree;
import dev.accountrisk.wire.Fields;
import dev.accountrisk.wire.TextValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Hands what one value has on to the contract's fields while it is read: what keeps its form goes there without a copy. It keeps
 * what conditions ask for.
 */
final class MappedFields extends PointedFields {
    private final SlotRules rules;
    private final Fields contract;
    private final TextValue converted = new TextValue();
    private final @Nullable Found[] found;

    MappedFields(PointerTree tree, SlotRules rules, Fields contract) {
        super(tree);
        this.rules = rules;
        this.contract = contract;
        this.found = new Found[rules.keptCount()];
    }

    @Override
    protected void visit(int slot, JsonToken token, JsonParser parser) {
        for (Rule rule : rules.at(slot)) {
            if (rule.conversion().keeps(token)) {
                contract.take(rule.number(), token, parser);
            } else {
                convert(rule, token, parser);
            }
        }
        if (slot < found.length) {
            found[slot] = Found.of(token, parser);
        }
    }

    private void convert(Rule rule, JsonToken token, JsonParser parser) {
        JsonToken plain = rule.conversion().convertShort(token, parser, converted);
        if (plain == null) {
            give(rule, Found.of(token, parser));
        } else {
            contract.take(rule.number(), plain, converted);
        }
    }

    /** Hands on what a rule found. */
    void give(Rule rule, Found part) {
        Found plain = rule.conversion().convert(part);
        contract.take(rule.number(), plain.token(), converted.of(plain.text()));
    }

    @Override
    public @Nullable Found at(int slot) {
        return slot < found.length ? found[slot] : null;
    }
}
