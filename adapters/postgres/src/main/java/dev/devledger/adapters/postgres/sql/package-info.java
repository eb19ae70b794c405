/** What all that speaks to PostgreSQL shares: texts, times, conditions, pages, locks, failures. */
@NullMarked
package dev.devledger.adapters.postgres.sql;

import org.jspecify.annotations.NullMarked;
