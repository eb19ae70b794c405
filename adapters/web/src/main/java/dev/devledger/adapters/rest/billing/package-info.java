/** Customers and services over HTTP. */
@NullMarked
package dev.devledger.adapters.rest.billing;

import org.jspecify.annotations.NullMarked;
