/** How a person connects an account, and the tokens and secrets that come of it. */
@NullMarked
package dev.devledger.application.connection;

import org.jspecify.annotations.NullMarked;
