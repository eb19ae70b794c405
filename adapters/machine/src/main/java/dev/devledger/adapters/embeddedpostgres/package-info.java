/** The embedded PostgreSQL, and the data folder of Devledger's own files. */
@NullMarked
package dev.devledger.adapters.embeddedpostgres;

import org.jspecify.annotations.NullMarked;
