/** What the journal room promises. */
@NullMarked
package dev.accountrisk.journal;

import org.jspecify.annotations.NullMarked;
