/** People: the rules of who works on tasks. */
@NullMarked
package dev.devledger.domain.person;

import org.jspecify.annotations.NullMarked;
