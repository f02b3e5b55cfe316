/**
 * Reads records that have another form than the contract's: a file says where each field of the contract comes from. A mapped record
 * is written in the contract's plain form, and the topic's own decoder reads that, so that every rule is written once.
 *
 * <p>May use the rooms {@code account} and {@code wire}, and a YAML reader for the file. Decodes without I/O and without a clock.
 */
@NullMarked
package dev.accountrisk.mapping;

import org.jspecify.annotations.NullMarked;
