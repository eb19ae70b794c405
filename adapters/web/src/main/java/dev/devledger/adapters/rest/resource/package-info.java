/** The resources of the API, one class for the paths that belong together. */
@NullMarked
package dev.devledger.adapters.rest.resource;

import org.jspecify.annotations.NullMarked;
