package dev.accountrisk.badhouse.apply;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.reconcile.TakesTheWire.class;
    }
}
