/** Who may come in, and what they may do: access tokens, and what any other kind of token is turned into. */
@NullMarked
package dev.devledger.application.access;

import org.jspecify.annotations.NullMarked;
