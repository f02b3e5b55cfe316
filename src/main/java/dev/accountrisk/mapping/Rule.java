package dev.accountrisk.mapping;

/**
 * Where one field of the contract comes from, and what becomes of it.
 *
 * @param number the field's number in the contract
 */
record Rule(int number, ContractField field, Source source, Conversion conversion) {
    /** What details call the field. */
    String label() {
        return source.label() + " (" + field.name() + ")";
    }
}
