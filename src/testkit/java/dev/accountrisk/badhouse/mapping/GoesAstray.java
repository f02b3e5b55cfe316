package dev.accountrisk.badhouse.mapping;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.ingest.SpeaksSql.class;
    }
}
