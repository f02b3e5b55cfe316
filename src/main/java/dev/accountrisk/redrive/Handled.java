package dev.accountrisk.redrive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of chosen records of one account and topic.
 *
 * @param account  null for records whose key names none
 * @param heldBack whether later commands of the account still park
 */
public record Handled(@Nullable String account, String topic, boolean heldBack, List<One> records) {

    /**
     * One record.
     *
     * @param result {@code RELEASED}, {@code DROPPED}, or {@code PARKED} with the reason why it stays
     */
    public record One(long id, String result, @Nullable String reason) {
        boolean isLeft() {
            return result.equals("PARKED");
        }
    }
}
