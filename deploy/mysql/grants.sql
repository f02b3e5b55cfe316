-- The grants of the worker and the jobs, table by table. An administrator runs this after the first migration, and after each
-- migration that adds a table. A test runs the worker under exactly these grants.

GRANT SELECT, INSERT, UPDATE ON account_risk.account_risk TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_head TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_balance TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_hold TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.consumer_position TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.parked_record TO 'account_risk_worker'@'%';

-- A registered account stays registered.
GRANT SELECT, INSERT ON account_risk.account TO 'account_risk_worker'@'%';
-- DELETE, because an unsuccessful claim is withdrawn. UPDATE, because a claim is an upsert that changes nothing.
GRANT SELECT, INSERT, UPDATE, DELETE ON account_risk.account_reference TO 'account_risk_worker'@'%';

-- Rows can be added to the journal, but not changed or deleted.
GRANT SELECT, INSERT ON account_risk.account_entry TO 'account_risk_worker'@'%';

-- What operators have paused. A pause ends when its row is deleted.
GRANT SELECT, INSERT, UPDATE, DELETE ON account_risk.paused_partition TO 'account_risk_worker'@'%';

-- What a worker tells the console about itself; it deletes its row when it ends. Workers count these rows to divide the outbox.
GRANT SELECT, INSERT, UPDATE, DELETE ON account_risk.worker_report TO 'account_risk_worker'@'%';

-- The keys of accounts, which workers compare.
GRANT SELECT, INSERT, UPDATE ON account_risk.account_key TO 'account_risk_worker'@'%';

-- What operators ask for through the console. A worker writes how far it is, but neither what was asked for nor by whom, and leaves
-- the same rows as the commands redrive and positions.
GRANT SELECT, UPDATE (state, lease, lease_until, takeovers, worker, records_left, result, begun_at, ended_at)
    ON account_risk.operator_action TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.redrive_action TO 'account_risk_worker'@'%';
GRANT INSERT ON account_risk.position_action TO 'account_risk_worker'@'%';

-- Which installation this database belongs to, and which version the schema has.
GRANT SELECT ON account_risk.installation TO 'account_risk_worker'@'%';
GRANT SELECT (version, description, success) ON account_risk.flyway_schema_history TO 'account_risk_worker'@'%';

-- A row is deleted after it was sent.
GRANT SELECT, INSERT, DELETE ON account_risk.outbox TO 'account_risk_worker'@'%';

-- The jobs use the same engine, so they have the worker's grants ...
GRANT SELECT, INSERT, UPDATE ON account_risk.account_risk TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_head TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_balance TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_hold TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.consumer_position TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.parked_record TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT ON account_risk.account TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON account_risk.account_reference TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT ON account_risk.account_entry TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, DELETE ON account_risk.outbox TO 'account_risk_jobs'@'%';
GRANT SELECT ON account_risk.installation TO 'account_risk_jobs'@'%';
GRANT SELECT (version, description, success) ON account_risk.flyway_schema_history TO 'account_risk_jobs'@'%';
-- ... and tables of their own. Findings and operators' actions cannot be deleted.
GRANT SELECT, INSERT, UPDATE ON account_risk.redrive_action TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.reconcile_run TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT ON account_risk.reconcile_finding TO 'account_risk_jobs'@'%';
-- Every change of a position that an operator asked for stays.
GRANT SELECT, INSERT ON account_risk.position_action TO 'account_risk_jobs'@'%';
-- A pause ends when its row is deleted.
GRANT SELECT, INSERT, UPDATE, DELETE ON account_risk.paused_partition TO 'account_risk_jobs'@'%';
-- Every order that an operator gives at the command line is in the audit.
GRANT INSERT ON account_risk.console_audit TO 'account_risk_jobs'@'%';

-- The console reads what its pages show ...
GRANT SELECT ON account_risk.account_risk TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.account_head TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.account_balance TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.account_hold TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.account TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.account_entry TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.consumer_position TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.paused_partition TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.parked_record TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.outbox TO 'account_risk_console'@'%';
-- ... but a corrected value as little as a payload ...
GRANT SELECT (id, action, state, account_uuid, record_ids, done_by, why, replaced_record, records_done, records_left, begun_at, ended_at)
    ON account_risk.redrive_action TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.worker_report TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.reconcile_run TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.reconcile_finding TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.backfill_run TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.backfill_partition TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.backfill_progress TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.backfill_difference TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.installation TO 'account_risk_console'@'%';
GRANT SELECT ON account_risk.flyway_schema_history TO 'account_risk_console'@'%';
-- ... records who saw and asked for what. It cannot change or delete such a row ...
GRANT SELECT, INSERT ON account_risk.console_audit TO 'account_risk_console'@'%';
-- ... and asks the workers for actions. It may confirm or cancel one, but not change it, nor say that it is done.
GRANT SELECT,
    INSERT (form_key, kind, record_id, reason, topic, account_uuid, up_to_record, records, per_second, stop_on_failure,
        replacement_value, partition_no, to_offset, skip_records, done_by, why,
        confirm_seconds),
    UPDATE (cancelled_by, cancelled_at, confirmed_by, confirmed_at)
    ON account_risk.operator_action TO 'account_risk_console'@'%';
-- Who is logged in, for all of its replicas. A used login link stays used.
GRANT SELECT, INSERT, UPDATE, DELETE ON account_risk.SPRING_SESSION TO 'account_risk_console'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON account_risk.SPRING_SESSION_ATTRIBUTES TO 'account_risk_console'@'%';
GRANT INSERT ON account_risk.used_login_link TO 'account_risk_console'@'%';
