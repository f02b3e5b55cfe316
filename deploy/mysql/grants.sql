-- The worker's and the jobs' grants, table by table; run by an administrator after the first migration, and after one that adds a table.
-- A test runs the worker under exactly these.

GRANT SELECT, INSERT, UPDATE ON account_risk.account_risk TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_head TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_balance TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.account_hold TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.consumer_position TO 'account_risk_worker'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.parked_record TO 'account_risk_worker'@'%';

-- An account that is registered stays so.
GRANT SELECT, INSERT ON account_risk.account TO 'account_risk_worker'@'%';
-- A claim that came to nothing is taken back. UPDATE, for the claim is an upsert that changes nothing.
GRANT SELECT, INSERT, UPDATE, DELETE ON account_risk.account_reference TO 'account_risk_worker'@'%';

-- The journal can be added to, and that is all.
GRANT SELECT, INSERT ON account_risk.account_entry TO 'account_risk_worker'@'%';

-- What was sent is deleted.
GRANT SELECT, INSERT, DELETE ON account_risk.outbox TO 'account_risk_worker'@'%';

-- The jobs go through the same engine, so they have the worker's grants ...
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
-- ... and tables of their own. What was found, and who let what go, stays.
GRANT SELECT, INSERT, UPDATE ON account_risk.redrive_action TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT, UPDATE ON account_risk.reconcile_run TO 'account_risk_jobs'@'%';
GRANT SELECT, INSERT ON account_risk.reconcile_finding TO 'account_risk_jobs'@'%';
