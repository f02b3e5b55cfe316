package dev.accountrisk.badhouse.reconcile;

import dev.accountrisk.badhouse.reconcile.pile.GoesUpstairs;

public final class UsesAPart {
    Class<?> down() {
        return GoesUpstairs.class;
    }
}
