/** The resources of the API, one class for each group of paths. */
@NullMarked
package dev.devledger.adapters.rest.resource;

import org.jspecify.annotations.NullMarked;
