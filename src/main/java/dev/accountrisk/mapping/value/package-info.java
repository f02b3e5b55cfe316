/** What a value has at the places that a mapping names, and exact numbers. Uses the room {@code wire} only. */
@NullMarked
package dev.accountrisk.mapping.value;

import org.jspecify.annotations.NullMarked;
