package dev.accountrisk.actions;

import dev.accountrisk.account.ParkReason;
import dev.accountrisk.parking.ParkedSelection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action that this worker has taken.
 *
 * @param lease     the right to carry it out; another one each time it is taken
 * @param takeovers how many leases ran out since a record was done
 * @param cancelled whether it must not be begun
 * @param unconfirmed whether it needs a second person who did not come: it must not be begun either
 */
record OperatorAction(long id, ActionKind kind, String lease, int takeovers, boolean cancelled, boolean unconfirmed,
        Asker asker, Records records, Position position) {

    /** Who asks for it, and why. */
    record Asker(String who, String why) {}

    /**
     * Which parked records, and how.
     *
     * @param replacement the corrected value of the one record, or null
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
    record Records(@Nullable Long id, @Nullable String reason, @Nullable String topic, @Nullable String account,
            @Nullable Long upTo, int perSecond, boolean stopOnFailure, byte @Nullable [] replacement) {
        ParkedSelection selection() {
            return new ParkedSelection(listOf(id), reason == null ? List.of() : List.of(ParkReason.valueOf(reason)),
                    listOf(account), topic, null, null, upTo);
        }

        private static <T> List<T> listOf(@Nullable T only) {
            return only == null ? List.of() : List.of(only);
        }
    }

    /**
     * Which position, and where to.
     *
     * @param topic     empty for an action on records
     * @param partition null for the whole topic
     */
    record Position(String topic, @Nullable Integer partition, @Nullable Long toOffset, boolean skipRecords) {}
}
