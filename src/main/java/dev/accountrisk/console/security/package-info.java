/** Who may see what: the users, their roles, the login, and the headers of every answer. */
@NullMarked
package dev.accountrisk.console.security;

import org.jspecify.annotations.NullMarked;
