package dev.accountrisk.badhouse.console;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.cellar.StandsOutsideTheRules.class;
    }
}
