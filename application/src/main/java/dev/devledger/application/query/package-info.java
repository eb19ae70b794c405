/** What all lists have in common. */
@NullMarked
package dev.devledger.application.query;

import org.jspecify.annotations.NullMarked;
