/** Watches keys that differ and mean one account, and tells who wants to know. Uses no other room. */
@NullMarked
package dev.accountrisk.mapping.key;

import org.jspecify.annotations.NullMarked;
