package dev.accountrisk.badhouse.journal;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.reconcile.TakesTheWire.class;
    }
}
