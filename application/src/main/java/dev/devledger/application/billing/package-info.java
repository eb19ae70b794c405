/** Customers and services: use cases, queries, and the projection of their lists. */
@NullMarked
package dev.devledger.application.billing;

import org.jspecify.annotations.NullMarked;
