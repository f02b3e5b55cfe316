package dev.accountrisk.badhouse.text;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.ingest.SpeaksSql.class;
    }
}
