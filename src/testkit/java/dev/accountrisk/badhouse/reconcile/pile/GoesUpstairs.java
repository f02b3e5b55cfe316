package dev.accountrisk.badhouse.reconcile.pile;

import dev.accountrisk.badhouse.reconcile.UsesAPart;

public final class GoesUpstairs {
    Class<?> up() {
        return UsesAPart.class;
    }
}
