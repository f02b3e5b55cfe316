/** The record of who saw and asked for what. Rows are added and read, and never changed. */
@NullMarked
package dev.accountrisk.console.audit;

import org.jspecify.annotations.NullMarked;
