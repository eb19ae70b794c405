/**
 * The calls that are passed directly to a service. Their paths come from the service's table of calls
 * (docs/contract.md, sections 4, 6 and 7).
 */
@NullMarked
package dev.devledger.adapters.rest.direct;

import org.jspecify.annotations.NullMarked;
