/**
 * A decoder of Avro: a value is a byte of zero, the schema's id in four bytes, and the data. It is a jar beside the worker, and uses
 * what any decoder may use: the room {@code decoder}, and libraries of its own.
 */
@NullMarked
package dev.accountrisk.avro;

import org.jspecify.annotations.NullMarked;
