/** Who is let in: access tokens without their secrets, apps and their grants, logins, and what all nodes together have let in of each caller. */
@NullMarked
package dev.devledger.adapters.postgres.access;

import org.jspecify.annotations.NullMarked;
