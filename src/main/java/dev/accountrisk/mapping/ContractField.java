package dev.accountrisk.mapping;

import java.util.List;

/**
 * A field of a topic's contract.
 *
 * @param required whether every record needs it
 * @param words    the words that a {@link FieldKind#TYPE} may be; empty for other kinds
 */
public record ContractField(String name, FieldKind kind, boolean required, List<String> words) {
    /** A field that every record needs. */
    public static ContractField required(String name, FieldKind kind) {
        return new ContractField(name, kind, true, List.of());
    }

    /** A field that a record may lack. */
    public static ContractField optional(String name, FieldKind kind) {
        return new ContractField(name, kind, false, List.of());
    }
}
