/**
 * Owns what a topic says to those who search its tables for drift: its checks, what they find, and the records that put it right.
 * The kinds of drift stand in one list, for a report counts by them.
 *
 * <p>May use the rooms account and database.
 */
@NullMarked
package dev.accountrisk.engine.check;

import org.jspecify.annotations.NullMarked;
