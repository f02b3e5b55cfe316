/** Guarantees of what operators may do with positions. */
@NullMarked
package dev.accountrisk.positions;

import org.jspecify.annotations.NullMarked;
