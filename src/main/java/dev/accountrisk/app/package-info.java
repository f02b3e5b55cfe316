/**
 * Owns how the program is put together and how it starts and stops: Spring's wiring, the preconditions, the relay's loop and the
 * policy file. Its parts check the settings and renew the secrets. Uses every room, and makes no decision about an account.
 */
@NullMarked
package dev.accountrisk.app;

import org.jspecify.annotations.NullMarked;
