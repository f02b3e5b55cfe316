package dev.accountrisk.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The updates of a load in a form that many producers have: nested, in seconds and hundredths, under a key with a prefix. */
record MappedRiskLoad(RiskLoad plain) implements Load {
    private static final String PREFIX = "cust-";
    private static final String MAPPING = """
            fields:
              eventId: /meta/id
              accountUuid: /customer/no
              risk: {from: /score/hundredths, shift: -2}
              occurredAt: {from: /meta/second, unit: s}
              source: /meta/source
            key: {prefix: cust-}
            """;
    private static final int MILLIS = 1_000;
    private static final int HUNDREDTHS = 100;

    /** Writes the mapping of this form into a folder. */
    static Path writeMapping(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("risk-updates.yaml"), MAPPING).toAbsolutePath();
    }

    @Override
    public int records() {
        return plain.records();
    }

    @Override
    public void replay(Sink sink) {
        plain.stream().replay(update -> sink.take(PREFIX + update.accountUuid(), value(update)));
    }

    @Override
    public Verdict check(Connection connection) throws SQLException {
        return plain.check(connection);
    }

    private static byte[] value(RiskStream.Update update) {
        long millis = update.occurredAtMillis();
        String fraction = Long.toString(millis % MILLIS + MILLIS).substring(1);
        return ("{\"meta\":{\"id\":\"" + update.eventId() + "\",\"second\":" + millis / MILLIS + "." + fraction
                + ",\"source\":\"feed-one\"},\"customer\":{\"no\":\"" + update.accountUuid()
                + "\"},\"score\":{\"hundredths\":" + Math.round(update.risk() * HUNDREDTHS) + "}}")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
