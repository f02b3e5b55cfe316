/**
 * Owns the operators' console: a process of its own with pages that read MySQL. Its parts are the pages, who may see them, and the
 * record of who saw a payload. Writes no account: the tables are the workers' own.
 */
@NullMarked
package dev.accountrisk.console;

import org.jspecify.annotations.NullMarked;
