/**
 * Owns how text for people is made: which trouble is worth a line of the log. It does not know what the text is about.
 *
 * <p>May use {@code java..} only.
 */
@NullMarked
package dev.accountrisk.text;

import org.jspecify.annotations.NullMarked;
