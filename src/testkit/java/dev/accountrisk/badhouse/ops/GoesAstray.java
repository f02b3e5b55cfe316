package dev.accountrisk.badhouse.ops;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.cellar.StandsOutsideTheRules.class;
    }
}
