/** What the outbox promises, on a real MySQL and a real broker. */
@NullMarked
package dev.accountrisk.outbox;

import org.jspecify.annotations.NullMarked;
