/** Lets holds expire when they are due. The door is {@link dev.accountrisk.commands.expiry.HoldExpiry}. */
@NullMarked
package dev.accountrisk.commands.expiry;

import org.jspecify.annotations.NullMarked;
