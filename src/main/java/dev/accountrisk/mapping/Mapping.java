package dev.accountrisk.mapping;

import dev.accountrisk.mapping.value.PointerTree;
import dev.accountrisk.wire.Fields;
import dev.accountrisk.wire.InputRecord;
import dev.accountrisk.wire.OwnRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A mapping that can be used. Several threads may share it. */
public final class Mapping {
    private final List<ContractField> contract;
    private final SlotRules bySlot;
    private final List<Rule> rules;
    private final Filter filter;
    private final KeyRule key;
    private final PointerTree tree;
    /** The same places in a CloudEvent around the data. */
    private final PointerTree eventTree;
    private final String digest;

    Mapping(List<ContractField> contract, SlotRules bySlot, List<Rule> rules, Filter filter, KeyRule key,
            PointerTree tree, String digest) {
        this.contract = contract;
        this.bySlot = bySlot;
        this.rules = List.copyOf(rules);
        this.filter = filter;
        this.key = key;
        this.tree = tree;
        this.eventTree = tree.below("/data");
        this.digest = digest;
    }

    /** Identifies this mapping: comments and the order of its fields do not count. */
    public String digest() {
        return digest;
    }

    /** A mapping that reads the contract's own form. */
    public static Mapping ofTheContract(List<ContractField> contract) {
        PointerTree tree = new PointerTree();
        List<Rule> rules = new ArrayList<>();
        for (ContractField field : contract) {
            String pointer = "/" + field.name();
            rules.add(new Rule(rules.size(), field, new Source.Pointer(pointer, tree.add(pointer)),
                    ConversionReader.plain(field)));
        }
        KeyRule key = new KeyRule.Whole();
        return new Mapping(contract, new SlotRules(rules, tree.slotCount(), Filter.NONE), rules, Filter.NONE, key,
                tree.numbered(), Digest.of(rules, Filter.NONE, key));
    }

    /** A key that is read as the account. */
    public byte[] keyOf(String account) {
        return key.keyOf(account);
    }

    /** What each rule takes from a record whose value can be read. */
    public List<Part> explain(InputRecord record) {
        return Explanation.of(this, record);
    }

    List<Rule> rules() {
        return rules;
    }

    PointerTree tree(CloudEventForm form) {
        return form == CloudEventForm.STRUCTURED ? eventTree : tree;
    }

    Filter filter() {
        return filter;
    }

    KeyRule key() {
        return key;
    }

    /** The rules for what is not in the value. */
    List<Rule> otherRules() {
        return bySlot.others();
    }

    /** A record, before its value is read. */
    SourceRecord open(InputRecord record) {
        return new SourceRecord(record, key.account(record.key()), CloudEventForm.of(record.headers()), null);
    }

    /** Begins to fill the fields of the contract. */
    MappedFields fill(CloudEventForm form, Fields fields) {
        return new MappedFields(tree(form), bySlot, fields);
    }

    /** What details call the topic's fields, in the order of their numbers. */
    String[] names() {
        return contract.stream().map(this::name).toArray(String[]::new);
    }

    private String name(ContractField field) {
        return rules.stream()
                .filter(rule -> rule.field().equals(field))
                .map(Rule::label)
                .findFirst()
                .orElse(field.name() + " (not mapped)");
    }

    /** The headers that decoding a record needs. */
    List<String> headers() {
        TreeSet<String> names = new TreeSet<>(List.of(OwnRecords.HEADER, CloudEventForm.CONTENT_TYPE));
        List<Source> sources = new ArrayList<>(rules.stream().map(Rule::source).toList());
        filter.beforeValue().forEach(condition -> sources.add(condition.source()));
        filter.ofValue().forEach(condition -> sources.add(condition.source()));
        for (Source source : sources) {
            if (source instanceof Source.Header(String name)) {
                names.add(name);
            } else if (source instanceof Source.Attribute(String name, var _)) {
                names.add(CloudEventForm.PREFIX + name);
            }
        }
        return List.copyOf(names);
    }
}
