/** Renders the console's templates without a server, for tests. */
@NullMarked
package dev.accountrisk.console.page;

import org.jspecify.annotations.NullMarked;
