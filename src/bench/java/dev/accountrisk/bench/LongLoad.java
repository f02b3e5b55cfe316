package dev.accountrisk.bench;

/**
 * What else was seen of a worker on a long load.
 *
 * @param round            from 1 on
 * @param load             the name of the part
 * @param statements       MySQL's processor time by statement, µs a record
 * @param waitedMillisMost the longest that events were seen to wait in the outbox, in the whole load
 */
record LongLoad(int round, String load, String statements, double waitedMillisMost) {}
