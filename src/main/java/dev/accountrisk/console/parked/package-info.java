/** Parked records: what they share, the list, and one record. Its payload has an address of its own. */
@NullMarked
package dev.accountrisk.console.parked;

import org.jspecify.annotations.NullMarked;
