/**
 * Owns how a process gets to MySQL and to the schema that it needs: it waits, migrates, mends what an interrupted migration left,
 * and checks version and rights.
 */
@NullMarked
package dev.accountrisk.app.schema;

import org.jspecify.annotations.NullMarked;
