/** People, customers and services: use cases, queries, and the projections of their lists. */
@NullMarked
package dev.devledger.application.directory;

import org.jspecify.annotations.NullMarked;
