/**
 * Reads what {@code deploy/schemas} publishes, and holds records against it. Its tests show that the schemas and the worker's
 * decoders agree. May use a validator of JSON Schema, the decoders, the names of
 * the test servers' topics and the model's findings.
 */
@NullMarked
package dev.accountrisk.schemas;

import org.jspecify.annotations.NullMarked;
