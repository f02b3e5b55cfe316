-- The console lists and counts however many there are: parked records by reason and by topic, and the audit by who and what. The indexes of
-- parked records hold all that a count reads.
ALTER TABLE parked_record
    ADD KEY parked_record_reason (state, reason, id, account_uuid),
    ADD KEY parked_record_topic (state, source_topic, id, reason, account_uuid);

ALTER TABLE console_audit
    ADD KEY console_audit_done_by (done_by, id),
    ADD KEY console_audit_subject (subject(64), id);
