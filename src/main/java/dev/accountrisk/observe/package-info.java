/**
 * Owns what operators see of a running worker: metrics, health and traces. Listens to the rooms below and changes nothing in them.
 */
@NullMarked
package dev.accountrisk.observe;

import org.jspecify.annotations.NullMarked;
