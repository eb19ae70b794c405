/** The PostgreSQL that the product brings with it, and the folder in which the product keeps what is its own. */
@NullMarked
package dev.devledger.adapters.embeddedpostgres;

import org.jspecify.annotations.NullMarked;
