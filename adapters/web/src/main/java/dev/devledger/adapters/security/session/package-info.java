/** Whose session a request is of, by the cookie of the browser. */
@NullMarked
package dev.devledger.adapters.security.session;

import org.jspecify.annotations.NullMarked;
