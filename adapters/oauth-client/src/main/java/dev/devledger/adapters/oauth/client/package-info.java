/** Asks the token endpoint of any service that speaks OAuth, as its description says (ADR 0009). */
@NullMarked
package dev.devledger.adapters.oauth.client;

import org.jspecify.annotations.NullMarked;
