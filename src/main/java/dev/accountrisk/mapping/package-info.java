/**
 * Reads records that have another form than the contract's: a file says where each field of the contract comes from. What
 * its rules take from a record is handed to the contract's own fields, which have all rules, so that every rule is written once.
 *
 * <p>May use the rooms {@code account} and {@code wire}, and a YAML reader for the file. Decodes without I/O and without a clock.
 */
@NullMarked
package dev.accountrisk.mapping;

import org.jspecify.annotations.NullMarked;
