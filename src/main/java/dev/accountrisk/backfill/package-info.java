/**
 * Owns the replay of topics beside the live consumer: it reads ranges of partitions by itself, in no group, commits nothing and
 * moves no live position.
 *
 * <p>{@code verify} and {@code rebuild} let the one engine fill tables of the same making in a second schema, up to a moment at
 * which the live tables are looked at in one snapshot; what two partitions raced for and what operators let go is taken from
 * the live side, for the topic does not hold it. {@code rebuild} then holds the workers with a lock on the tables, replays the
 * last records and renames all tables at once. {@code repair} sends records through the engine once more, on the live tables:
 * what is known is a duplicate, what is older is stale, and what is missing takes effect now, behind what its account has
 * decided since.
 *
 * <p>This package is the door and uses the others; none of them uses it. {@code plan} says what is read, {@code replay} reads
 * and applies it, {@code shadow} fills and swaps the second schema, {@code compare} compares, and {@code run} leads a process through.
 *
 * <p>May use the rooms account, wire, broker, database, engine, parking and job. Never joins the live group, and writes rows of an
 * account through the engine only.
 */
@NullMarked
package dev.accountrisk.backfill;

import org.jspecify.annotations.NullMarked;
