/** What the parking room promises. */
@NullMarked
package dev.accountrisk.parking;

import org.jspecify.annotations.NullMarked;
