/** People: use cases, queries, and the projection of their list. */
@NullMarked
package dev.devledger.application.person;

import org.jspecify.annotations.NullMarked;
