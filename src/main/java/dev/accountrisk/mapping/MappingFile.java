package dev.accountrisk.mapping;

import dev.accountrisk.account.Ids;
import dev.accountrisk.mapping.value.Found;
import dev.accountrisk.mapping.value.PointerTree;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a mapping from YAML. */
public final class MappingFile {
    private static final List<String> PARTS = List.of("fields", "key", "only");

    private final List<ContractField> contract;
    private final PointerTree tree = new PointerTree();
    private final SourceReader sources = new SourceReader(tree);

    private MappingFile(List<ContractField> contract) {
        this.contract = contract;
    }

    /**
     * Reads a mapping.
     *
     * @param contract the fields of the topic, in the order of their numbers
     * @throws MappingException with the line, the field and the rule
     */
    public static Mapping parse(byte[] content, List<ContractField> contract) {
        return new MappingFile(contract).read(document(content));
    }

    private static YamlMap document(byte[] content) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowRecursiveKeys(false);
        @Nullable
        Node document;
        try {
            document = new Yaml(options).compose(new StringReader(new String(content, StandardCharsets.UTF_8)));
        } catch (MarkedYAMLException wrong) {
            Mark at = wrong.getProblemMark();
            throw new MappingException(at == null ? 1 : at.getLine() + 1, "YAML",
                    Objects.requireNonNullElse(wrong.getProblem(), "cannot be read"));
        } catch (YAMLException wrong) {
            throw new MappingException(1, "YAML", String.valueOf(wrong.getMessage()).lines().findFirst().orElse(""));
        }
        if (document == null) {
            throw new MappingException(1, "the mapping", "is empty: it needs fields");
        }
        return YamlMap.of(document, "");
    }

    private Mapping read(YamlMap document) {
        document.requireOnly(PARTS);
        Filter filter = document.has("only") ? filter(document.maps("only")) : Filter.NONE;
        List<Rule> rules = rules(document.map("fields"));
        KeyRule key = document.has("key") ? key(document.map("key")) : new KeyRule.Whole();
        return new Mapping(contract, new SlotRules(rules, tree.slotCount(), filter), rules, filter, key,
                tree.numbered(),
                Digest.of(rules, filter, key));
    }

    private List<Rule> rules(YamlMap fields) {
        fields.requireOnly(contract.stream().map(ContractField::name).toList());
        List<Rule> rules = new ArrayList<>();
        for (int number = 0; number < contract.size(); number++) {
            ContractField field = contract.get(number);
            if (fields.has(field.name())) {
                rules.add(fields.isText(field.name())
                        ? new Rule(number, field, sources.read(fields, field.name()), ConversionReader.plain(field))
                        : rule(number, field, fields.map(field.name())));
            } else if (field.required()) {
                throw fields.wrong(field.name(), "is required: say where it comes from");
            }
        }
        return rules;
    }

    private Rule rule(int number, ContractField field, YamlMap options) {
        options.requireOnly(List.of("from", "constant", "unit", "shift", "values", "as"));
        if (options.has("from") == options.has("constant")) {
            throw options.wrong("needs either from or constant");
        }
        if (options.has("constant")) {
            options.requireOnly(List.of("constant"));
            return new Rule(number, field, constant(field, options), ConversionReader.plain(field));
        }
        Source source = sources.read(options, "from");
        return new Rule(number, field, source, ConversionReader.read(field, options));
    }

    private static Source constant(ContractField field, YamlMap options) {
        String text = options.text("constant");
        boolean isWord = switch (field.kind()) {
            case ID -> Ids.isValid(text);
            case TYPE -> field.words().contains(text);
            default -> true;
        };
        if (!isWord) {
            throw options.wrong("constant", field.kind() == FieldKind.TYPE
                    ? "must be one of " + String.join(", ", field.words())
                    : "must be 1 to 64 characters of A-Z a-z 0-9 . _ : -");
        }
        return new Source.Constant(Found.text(text));
    }

    private Filter filter(List<YamlMap> conditions) {
        List<Condition> read = new ArrayList<>();
        for (YamlMap condition : conditions) {
            condition.requireOnly(List.of("from", "in", "not-in"));
            if (condition.has("in") == condition.has("not-in")) {
                throw condition.wrong("needs either in or not-in");
            }
            boolean expect = condition.has("in");
            read.add(new Condition(sources.read(condition, "from"), condition.texts(expect ? "in" : "not-in"), expect));
        }
        return Filter.of(read);
    }

    private static KeyRule key(YamlMap key) {
        key.requireOnly(List.of("prefix", "suffix", "pointer"));
        if (!key.has("pointer")) {
            return KeyRule.Cut.of(Objects.requireNonNullElse(key.optionalText("prefix"), ""),
                    Objects.requireNonNullElse(key.optionalText("suffix"), ""));
        }
        if (key.names().size() > 1) {
            throw key.wrong("pointer", "cannot be there beside prefix or suffix");
        }
        PointerTree tree = new PointerTree();
        String pointer = key.text("pointer");
        try {
            tree.add(pointer);
        } catch (IllegalArgumentException wrong) {
            throw key.wrong("pointer", String.valueOf(wrong.getMessage()));
        }
        tree.numbered();
        return new KeyRule.Pointed(pointer, tree);
    }
}
