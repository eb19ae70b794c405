/** The connection of an account by a person, with its tokens and secrets. */
@NullMarked
package dev.devledger.application.connection;

import org.jspecify.annotations.NullMarked;
