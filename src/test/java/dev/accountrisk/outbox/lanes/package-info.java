/** Which worker relays which accounts. */
@NullMarked
package dev.accountrisk.outbox.lanes;

import org.jspecify.annotations.NullMarked;
