/**
 * The common parts of connectors: requests that go out once, within a budget and time limits, and the tokens of any
 * service that speaks OAuth (ADR 0009).
 */
@NullMarked
package dev.devledger.adapters.services.kernel;

import org.jspecify.annotations.NullMarked;
