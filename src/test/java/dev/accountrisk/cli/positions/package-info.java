/** Tests of the room's own classes, without a server. */
@NullMarked
package dev.accountrisk.cli.positions;

import org.jspecify.annotations.NullMarked;
