package dev.accountrisk.badhouse.cli;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.cellar.StandsOutsideTheRules.class;
    }
}
