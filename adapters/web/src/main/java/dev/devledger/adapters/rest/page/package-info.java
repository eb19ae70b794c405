/** Pages for people: where to begin, the description of the API, errors. */
@NullMarked
package dev.devledger.adapters.rest.page;

import org.jspecify.annotations.NullMarked;
