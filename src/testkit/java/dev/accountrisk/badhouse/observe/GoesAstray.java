package dev.accountrisk.badhouse.observe;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.cellar.StandsOutsideTheRules.class;
    }
}
