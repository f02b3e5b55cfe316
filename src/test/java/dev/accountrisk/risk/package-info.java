/** Guarantees of the room. */
@NullMarked
package dev.accountrisk.risk;

import org.jspecify.annotations.NullMarked;
