/** What was done to one parked record: what operators asked for, and what was carried out. */
@NullMarked
package dev.accountrisk.console.history;

import org.jspecify.annotations.NullMarked;
