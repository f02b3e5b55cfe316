@NullMarked
package dev.accountrisk.commands.expiry;

import org.jspecify.annotations.NullMarked;
