/** Calls that are about many projects at once. */
@NullMarked
package dev.devledger.adapters.rest.projects;

import org.jspecify.annotations.NullMarked;
