-- Which share of the accounts a row of the outbox is about, so that several workers relay at once. Workers of the previous version keep
-- writing rows, without a lane, and read by the old key.
ALTER TABLE outbox
    ADD COLUMN lane TINYINT NULL COMMENT 'from 0 to 3; NULL for parked records, and from a worker of an earlier version',
    ADD KEY outbox_lane (kind, lane, id);
