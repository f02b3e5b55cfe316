package dev.accountrisk.backfill.shadow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal of one account for one topic: which record was decided after which, whatever partition it was in. */
final class AccountHistory {
    private final List<Decided> decided = new ArrayList<>();

    /** Where a record is. */
    record Place(int partition, long offset) {}

    private record Decided(String entryId, long version, Place place) {}

    /** Adds a row of the journal. */
    void add(String entryId, long version, Place place) {
        decided.add(new Decided(entryId, version, place));
    }

    /**
     * The last place in each other partition that was decided before this record.
     *
     * @return empty if the journal does not know the record
     */
    Optional<List<Place>> placesBefore(String entryId, Place here) {
        return decided.stream()
                .filter(row -> row.place().equals(here))
                .findFirst()
                .map(row -> lastBefore(row.version(), here.partition()))
                .or(() -> decided.stream()
                        // a repeated record was decided after the first one
                        .filter(row -> row.entryId().equals(entryId))
                        .findFirst()
                        .map(row -> row.place().partition() == here.partition()
                                ? List.of()
                                : List.of(row.place())));
    }

    private List<Place> lastBefore(long version, int ownPartition) {
        Map<Integer, Place> last = new HashMap<>();
        for (Decided row : decided) {
            if (row.version() < version && row.place().partition() != ownPartition) {
                last.merge(row.place().partition(), row.place(),
                        (one, other) -> one.offset() > other.offset() ? one : other);
            }
        }
        return last.values().stream().sorted(Comparator.comparingInt(Place::partition)).toList();
    }
}
