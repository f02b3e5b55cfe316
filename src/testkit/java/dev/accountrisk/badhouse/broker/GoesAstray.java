package dev.accountrisk.badhouse.broker;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.reconcile.TakesTheWire.class;
    }
}
