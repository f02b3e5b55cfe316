package dev.accountrisk.lab.reported;

import org.jspecify.annotations.Nullable;

/** The entity of report 3. It is mapped in a file, so that no other test's scan for entities finds it. */
class Book {
    @SuppressWarnings("unused")
    private @Nullable Long id;
    @SuppressWarnings("unused")
    private @Nullable String name;

    /** For JPA. */
    Book() {}

    Book(String name) {
        this.name = name;
    }
}
