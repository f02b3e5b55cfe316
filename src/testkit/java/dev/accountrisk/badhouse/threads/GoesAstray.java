package dev.accountrisk.badhouse.threads;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.ingest.SpeaksSql.class;
    }
}
