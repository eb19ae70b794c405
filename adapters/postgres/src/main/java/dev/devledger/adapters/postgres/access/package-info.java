/**
 * Access to Devledger: access tokens without their secrets, apps and their grants, logins, and the permits of each
 * caller over all nodes.
 */
@NullMarked
package dev.devledger.adapters.postgres.access;

import org.jspecify.annotations.NullMarked;
