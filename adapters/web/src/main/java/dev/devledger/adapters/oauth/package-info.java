/** The two pages of connecting an account of any service: one that leads to it, one that it leads back to. */
@NullMarked
package dev.devledger.adapters.oauth;

import org.jspecify.annotations.NullMarked;
