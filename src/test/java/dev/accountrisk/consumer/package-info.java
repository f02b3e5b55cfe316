/** Tests of the room's own classes, without a server. */
@NullMarked
package dev.accountrisk.consumer;

import org.jspecify.annotations.NullMarked;
