-- A mapping may read a record's headers. A parked record keeps those that its decoder needs, so that a release decodes it again.
ALTER TABLE parked_record
    ADD COLUMN record_headers LONGBLOB NULL COMMENT 'the headers that the decoder needs; NULL if it needs none';
