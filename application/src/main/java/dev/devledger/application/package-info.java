/** Use cases and ports around the domain; Axon is known here, the web, the database and HTTP are not. */
@NullMarked
package dev.devledger.application;

import org.jspecify.annotations.NullMarked;
