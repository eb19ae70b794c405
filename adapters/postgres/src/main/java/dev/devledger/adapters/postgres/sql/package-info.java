/** The common parts of all access to PostgreSQL: texts, times, conditions, pages, locks, failures. */
@NullMarked
package dev.devledger.adapters.postgres.sql;

import org.jspecify.annotations.NullMarked;
