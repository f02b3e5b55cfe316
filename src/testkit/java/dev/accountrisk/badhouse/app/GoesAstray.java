package dev.accountrisk.badhouse.app;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.cellar.StandsOutsideTheRules.class;
    }
}
