-- Lists what operators decided, one line for each change of a position and for each record that redrive took, oldest first. The
-- lines that are there before a restore and not after it must be decided again: see ../BACKUP.md. It changes nothing.
SET time_zone = '+00:00';

SELECT CONCAT('position ', id), create_time, action, topic, partition_no, old_topic_id, new_topic_id, old_offset, new_offset, done_by, why
FROM position_action
ORDER BY id;

-- An action that was killed before it took a record has one line. A corrected value is there in Base64, as it was applied.
SELECT CONCAT('redrive ', a.id), FROM_UNIXTIME(a.begun_at / 1000), a.action, a.state, a.account_uuid, p.source_topic,
    p.source_partition, p.source_offset, a.done_by, a.why, REPLACE(TO_BASE64(a.replacement_value), '\n', '')
FROM redrive_action a
    LEFT JOIN JSON_TABLE(CONCAT('[', a.record_ids, ']'), '$[*]' COLUMNS (id BIGINT PATH '$')) taken ON TRUE
    LEFT JOIN parked_record p ON p.id = taken.id
ORDER BY a.id, p.id;
