package dev.accountrisk.badhouse.decoder;

final class GoesAstray {
    Class<?> whither() {
        return dev.accountrisk.badhouse.ingest.SpeaksSql.class;
    }
}
