/**
 * Owns how the worker is run and seen: settings, wiring, start and stop, metrics, health, the policy's file. Comes in at every
 * room's front door and takes no decision about an account.
 */
@NullMarked
package dev.accountrisk.ops;

import org.jspecify.annotations.NullMarked;
