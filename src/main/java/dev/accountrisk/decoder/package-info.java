/**
 * What a decoder of somebody else's implements: a jar beside the worker that turns the values of records into JSON.
 * {@link dev.accountrisk.decoder.ValueDecoderFactory} has an example.
 *
 * <p>This is the only code of the worker that a decoder sees. It uses nothing but Java, and changes only so that a jar that was
 * built with an earlier version still works.
 */
@NullMarked
package dev.accountrisk.decoder;

import org.jspecify.annotations.NullMarked;
