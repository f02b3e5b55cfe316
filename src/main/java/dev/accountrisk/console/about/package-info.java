/** Versions, the schema, and the settings that matter to a reader. */
@NullMarked
package dev.accountrisk.console.about;

import org.jspecify.annotations.NullMarked;
