/** What the database room promises. */
@NullMarked
package dev.accountrisk.database;

import org.jspecify.annotations.NullMarked;
