/** The first page: whether everything is applied, and what is not. */
@NullMarked
package dev.accountrisk.console.overview;

import org.jspecify.annotations.NullMarked;
