/** Receives the webhooks of services. */
@NullMarked
package dev.devledger.adapters.hooks;

import org.jspecify.annotations.NullMarked;
