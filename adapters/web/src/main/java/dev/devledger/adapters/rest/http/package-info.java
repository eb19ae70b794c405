/** How a request is read, checked, done once for each idempotency key, and answered; and how errors are told. */
@NullMarked
package dev.devledger.adapters.rest.http;

import org.jspecify.annotations.NullMarked;
