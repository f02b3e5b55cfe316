/** Guarantees of the room. */
@NullMarked
package dev.accountrisk.commands;

import org.jspecify.annotations.NullMarked;
