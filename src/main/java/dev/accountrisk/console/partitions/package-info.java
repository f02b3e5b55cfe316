/** How far each partition is, who applies it, and what the workers report of themselves. */
@NullMarked
package dev.accountrisk.console.partitions;

import org.jspecify.annotations.NullMarked;
