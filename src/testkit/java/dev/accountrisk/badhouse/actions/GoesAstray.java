package dev.accountrisk.badhouse.actions;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.reconcile.TakesTheWire.class;
    }
}
