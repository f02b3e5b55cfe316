/**
 * Owns how the program is put together and how it starts and stops: Spring's wiring, the preconditions, the relay's loop, the policy
 * file; the refusal of settings and the renewal of secrets in parts of it. Uses every room, and makes no decision about an account.
 */
@NullMarked
package dev.accountrisk.app;

import org.jspecify.annotations.NullMarked;
