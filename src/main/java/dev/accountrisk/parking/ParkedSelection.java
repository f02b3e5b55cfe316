package dev.accountrisk.parking;

import dev.accountrisk.account.ParkReason;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which parked records are meant. An empty or null criterion does not filter.
 *
 * @param fromMillis  the record's own timestamp is this or later
 * @param untilMillis the record's own timestamp is earlier
 * @param upToId      the number of the last record that may belong to it
 */
public record ParkedSelection(List<Long> ids, List<ParkReason> reasons, List<String> accounts, @Nullable String topic,
        @Nullable Long fromMillis, @Nullable Long untilMillis, @Nullable Long upToId) {
    /** A selection that later records may belong to. */
    public ParkedSelection(List<Long> ids, List<ParkReason> reasons, List<String> accounts, @Nullable String topic,
            @Nullable Long fromMillis, @Nullable Long untilMillis) {
        this(ids, reasons, accounts, topic, fromMillis, untilMillis, null);
    }

    /** The same selection, to which later records belong too. */
    public ParkedSelection withoutEnd() {
        return new ParkedSelection(ids, reasons, accounts, topic, fromMillis, untilMillis);
    }

    /** Whether no criterion filters. */
    public boolean isEverything() {
        return ids.isEmpty() && reasons.isEmpty() && accounts.isEmpty() && topic == null && fromMillis == null
                && untilMillis == null && upToId == null;
    }

    /** Which records are meant, in one line. */
    public String describe() {
        if (isEverything()) {
            return "all parked records";
        }
        StringJoiner criteria = new StringJoiner(", ", "parked records: ", "");
        add(criteria, "number ", ids);
        add(criteria, "reason ", reasons);
        add(criteria, "account ", accounts);
        add(criteria, "topic ", topic == null ? List.of() : List.of(topic));
        add(criteria, "from ", fromMillis == null ? List.of() : List.of(Instant.ofEpochMilli(fromMillis)));
        add(criteria, "until ", untilMillis == null ? List.of() : List.of(Instant.ofEpochMilli(untilMillis)));
        add(criteria, "up to number ", upToId == null ? List.of() : List.of(upToId));
        return criteria.toString();
    }

    private static void add(StringJoiner criteria, String name, List<?> values) {
        if (!values.isEmpty()) {
            criteria.add(name + values.stream().map(String::valueOf).collect(Collectors.joining("|")));
        }
    }
}
