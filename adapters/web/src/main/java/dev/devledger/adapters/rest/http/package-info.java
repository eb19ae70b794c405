/** Reads and checks requests, runs each request only once for an idempotency key, and writes answers and problems. */
@NullMarked
package dev.devledger.adapters.rest.http;

import org.jspecify.annotations.NullMarked;
