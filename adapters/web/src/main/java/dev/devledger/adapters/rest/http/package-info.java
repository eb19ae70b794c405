/** Reads requests, checks them, runs them once for each idempotency key, and writes answers and problems. */
@NullMarked
package dev.devledger.adapters.rest.http;

import org.jspecify.annotations.NullMarked;
