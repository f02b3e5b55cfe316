/**
 * Loads decoders from jars, and stands between them and the worker: whatever a decoder does, a record becomes JSON, or it is parked,
 * or it waits.
 */
@NullMarked
package dev.accountrisk.app.decoders;

import org.jspecify.annotations.NullMarked;
