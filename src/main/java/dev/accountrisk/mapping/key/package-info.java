/** Watches keys that differ and mean one account, and reports them to an observer. Uses no other room. */
@NullMarked
package dev.accountrisk.mapping.key;

import org.jspecify.annotations.NullMarked;
