package dev.accountrisk.local;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/** Names each line of the user's file that was parked, with the reason and the field. */
final class ParkedLines {

    private static final int SHOWN_MAX = 100;

    private final WorkerView view;
    private final Feed feed;
    private final PrintStream out;
    private long lastId;
    private int shown;

    ParkedLines(WorkerView view, Feed feed, PrintStream out) {
        this.view = view;
        this.feed = feed;
        this.out = out;
    }

    /** A record that was parked. */
    record Parked(long id, String topic, int partition, long offset, String reason, String detail) {}

    /** Prints what was parked since the last call. */
    void print() throws SQLException {
        List<Parked> parked = shown < SHOWN_MAX ? view.parkedAfter(lastId, SHOWN_MAX - shown) : List.of();
        for (Parked record : parked) {
            lastId = record.id();
            shown++;
            String place = feed.line(record.topic(), record.partition(), record.offset())
                    .map(line -> "line " + line)
                    .orElse(record.topic() + "-" + record.partition() + " " + record.offset());
            out.println(format(place, record));
        }
        if (!parked.isEmpty() && shown == SHOWN_MAX) {
            out.println("More parked records are in the table parked_record.");
        }
    }

    static String format(String place, Parked record) {
        return place + ": parked as " + record.reason() + ": " + record.detail();
    }
}
