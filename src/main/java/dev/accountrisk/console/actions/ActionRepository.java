package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.actions.ActionState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads actions, and cancels them. */
interface ActionRepository extends Repository<ActionRow, Long> {
    Optional<ActionRow> findById(long id);

    @Query(nativeQuery = true, value = "SELECT id FROM operator_action WHERE form_key = :formKey")
    Optional<Long> findIdByFormKey(String formKey);

    /** The newest before one, without those that only look. */
    @Query("select a from ActionRow a where a.id < :before and a.what.kind <> dev.accountrisk.actions.ActionKind.WHAT_IF"
            + " order by a.id desc")
    List<ActionRow> list(long before, Limit limit);

    /** The actions that are not ended and must be carried out before one, oldest first. */
    @Query("select a.id from ActionRow a where a.id < :id and a.state in :open and a.what.kind in :kinds"
            + " and (a.confirmSeconds is null or a.confirmedBy is not null) order by a.id")
    List<Long> before(long id, Collection<ActionState> open, Collection<ActionKind> kinds, Limit limit);

    @Query(nativeQuery = true, value = "SELECT replacement_value FROM operator_action WHERE id = :id")
    Optional<byte[]> findReplacement(long id);

    /** Answers whether it waited for a second person, whoever asked for it is another one, and it is not too late. */
    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE operator_action SET confirmed_by = :who, confirmed_at = UTC_TIMESTAMP(3)
            WHERE id = :id AND confirmed_by IS NULL AND cancelled_by IS NULL AND state = 'WAITING'
                AND CONVERT(done_by USING utf8mb4) COLLATE utf8mb4_0900_ai_ci <> :who
                AND create_time + INTERVAL confirm_seconds SECOND > UTC_TIMESTAMP(3)""")
    int confirm(long id, String who);

    /** Answers whether it was open, and nobody had cancelled it. */
    @Modifying
    @Query(nativeQuery = true, value = """
            UPDATE operator_action SET cancelled_by = :who, cancelled_at = UTC_TIMESTAMP(3)
            WHERE id = :id AND cancelled_by IS NULL AND state IN ('WAITING', 'RUNNING')""")
    int cancel(long id, String who);
}
