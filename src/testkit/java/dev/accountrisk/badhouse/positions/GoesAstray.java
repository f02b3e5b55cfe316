package dev.accountrisk.badhouse.positions;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.reconcile.TakesTheWire.class;
    }
}
