package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.console.page.BadQuestionException;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a form for an action on a position, as the browser sends them.
 *
 * @param partition the partition, or absent for the whole topic
 * @param to        where a position is moved to
 * @param skip      whether records may be left out that the log holds
 */
record PositionForm(@Nullable ActionKind kind, @Nullable String topic, @Nullable Integer partition, @Nullable Long to,
        @Nullable Boolean skip, @Nullable String why, @Nullable String formKey) {
    private static final int TOPIC_MAX = 249;

    /** What is done. */
    public ActionKind does() {
        if (kind == null || kind.queue() != ActionKind.Queue.POSITIONS) {
            throw new BadQuestionException("kind is ACCEPT, MOVE, PAUSE or RESUME");
        }
        return kind;
    }

    ActionOrder order() {
        if (topic == null || topic.isBlank() || topic.length() > TOPIC_MAX
                || !topic.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            throw new BadQuestionException("topic is the name of a topic");
        }
        if (does() == ActionKind.MOVE && partition == null) {
            throw new BadQuestionException("a position is moved in one partition: name it");
        }
        boolean skips = does() == ActionKind.MOVE && Boolean.TRUE.equals(skip);
        if (skips && to == null) {
            throw new BadQuestionException("to leave out records, name the offset to go on from");
        }
        return new ActionOrder(does(), null, null, topic, null, null, 0, false,
                does() == ActionKind.ACCEPT ? null : partition, does() == ActionKind.MOVE ? to : null, skips);
    }
}
