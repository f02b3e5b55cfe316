/** What the engine promises, on a real MySQL. */
@NullMarked
package dev.accountrisk.apply;

import org.jspecify.annotations.NullMarked;
