/**
 * Owns a third topic, of visits, as a feature room of the worker would: its entry, decoder, step, release and table. It shows what
 * a new topic costs: this room and one line of wiring.
 *
 * <p>May use what a feature room may use. Never the rooms risk and commands.
 */
@NullMarked
package dev.accountrisk.thirdtopic;

import org.jspecify.annotations.NullMarked;
