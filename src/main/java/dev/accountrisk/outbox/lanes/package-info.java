/**
 * Owns which worker relays which accounts. A lane is a share of the accounts, and each lane has one worker at a time. The names of
 * the lanes' locks are here, and nowhere else.
 */
@NullMarked
package dev.accountrisk.outbox.lanes;

import org.jspecify.annotations.NullMarked;
