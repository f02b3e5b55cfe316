/** What the engine promises, on a real MySQL. */
@NullMarked
package dev.accountrisk.engine;

import org.jspecify.annotations.NullMarked;
