package dev.accountrisk.backfill.shadow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the journal says of some records of one account, for one topic: which records were decided before them, whatever partition they
 * were in. It keeps what was asked for and nothing else, because an account may have millions of journal rows.
 */
final class AccountHistory {
    private final int ownPartition;
    private final Set<Place> askedPlaces = new HashSet<>();
    private final Set<String> askedIds = new HashSet<>();
    /** The greatest offset so far of each other partition. */
    private final Map<Integer, Place> last = new TreeMap<>();
    private @Nullable List<Place> lastAsList;
    private final Map<Place, List<Place>> before = new HashMap<>();
    private final Map<String, Place> decidedAt = new HashMap<>();

    /** @param ownPartition the partition that the records are in */
    AccountHistory(int ownPartition) {
        this.ownPartition = ownPartition;
    }

    /** Where a record is. */
    record Place(int partition, long offset) {}

    /** Asks for a record, before the journal is read. */
    void ask(String entryId, long offset) {
        askedIds.add(entryId);
        askedPlaces.add(new Place(ownPartition, offset));
    }

    /** Takes the next row of the journal. They come in the order of their versions. */
    void add(String entryId, Place place) {
        if (place.partition() != ownPartition) {
            Place known = last.get(place.partition());
            if (known == null || known.offset() < place.offset()) {
                last.put(place.partition(), place);
                lastAsList = null;
            }
        } else if (askedPlaces.contains(place)) {
            before.putIfAbsent(place, lastAsList());
        }
        if (askedIds.contains(entryId)) {
            decidedAt.putIfAbsent(entryId, place);
        }
    }

    private List<Place> lastAsList() {
        List<Place> list = lastAsList;
        if (list == null) {
            list = List.copyOf(last.values());
            lastAsList = list;
        }
        return list;
    }

    /**
     * The last place in each other partition that was decided before a record that was asked for.
     *
     * @return empty if the journal does not know the record
     */
    Optional<List<Place>> placesBefore(String entryId, long offset) {
        return Optional.ofNullable(before.get(new Place(ownPartition, offset)))
                // a repeated record was decided after the first one
                .or(() -> Optional.ofNullable(decidedAt.get(entryId))
                        .map(place -> place.partition() == ownPartition ? List.of() : List.of(place)));
    }
}
