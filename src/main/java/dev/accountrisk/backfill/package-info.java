/**
 * Owns the replay of topics. It reads ranges of partitions by itself, in no group, while the live consumer runs; it commits
 * nothing and moves no live position.
 *
 * <p>{@code verify} and {@code rebuild} let the one engine fill equal tables in a second schema, up to a moment at which the live
 * tables are read in one snapshot. What two partitions raced for, and what operators released or dropped, comes from the live
 * tables, because the topics do not hold it. {@code rebuild} then stops the workers with a lock on the tables, replays the last
 * records and renames all tables at once. {@code repair} sends records through the engine once more, on the live tables: a known
 * one is a duplicate, an older one is stale, and a missing one takes effect now, after what its account has decided since.
 *
 * <p>This package is the door and uses the others; none of them uses it. {@code plan} says what is read, {@code replay} reads
 * and applies it, {@code shadow} fills and swaps the second schema, {@code compare} compares, and {@code run} takes a process through all of it.
 *
 * <p>May use the rooms account, wire, text, broker, database, engine, parking, journal and job. Knows a list of topics, and none by
 * name. Never joins the live group, and writes rows of an account through the engine only.
 */
@NullMarked
package dev.accountrisk.backfill;

import org.jspecify.annotations.NullMarked;
