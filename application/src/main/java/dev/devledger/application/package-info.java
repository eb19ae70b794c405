/** Use cases and ports around the domain; this module uses Axon, but not the web, the database or HTTP. */
@NullMarked
package dev.devledger.application;

import org.jspecify.annotations.NullMarked;
