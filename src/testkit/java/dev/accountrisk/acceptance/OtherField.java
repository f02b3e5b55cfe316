package dev.accountrisk.acceptance;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One field of the contract, and where another form has it.
 *
 * @param name   in the contract's form
 * @param parent the object around it in the other form; empty for none
 * @param other  its name there
 */
record OtherField(String name, String parent, String other, Change change) {

    /** Moves the field, if it is there, from a record of the contract's form to one of the other. */
    void moveThere(ObjectNode plain, ObjectNode foreign) {
        JsonNode value = plain.remove(name);
        if (value != null) {
            (parent.isEmpty() ? foreign : foreign.withObjectProperty(parent)).set(other, change.there().apply(value));
        }
    }

    /** Moves the field, if it is there, from a record of the other form to one of the contract's. */
    void moveBack(ObjectNode foreign, ObjectNode plain) {
        if ((parent.isEmpty() ? foreign : foreign.path(parent)) instanceof ObjectNode around) {
            JsonNode value = around.remove(other);
            if (value != null) {
                plain.set(name, change.back().apply(value));
            }
        }
    }
}
