/**
 * The two pages for connecting an account of any service: one leads to the service, the other receives the browser's
 * return.
 */
@NullMarked
package dev.devledger.adapters.oauth;

import org.jspecify.annotations.NullMarked;
