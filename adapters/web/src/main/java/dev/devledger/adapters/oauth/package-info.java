/** The two pages of connecting an account of any service: one leads to the service, one receives the return. */
@NullMarked
package dev.devledger.adapters.oauth;

import org.jspecify.annotations.NullMarked;
