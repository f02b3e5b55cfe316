package dev.accountrisk.badhouse.consumer;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.ingest.SpeaksSql.class;
    }
}
