/** Projects: use cases, queries, and the projection of the board. */
@NullMarked
package dev.devledger.application.project;

import org.jspecify.annotations.NullMarked;
