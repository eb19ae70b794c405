/** The fields of each kind of entity as data: what else is known of a field comes from its one declaration. */
@NullMarked
package dev.devledger.domain.field;

import org.jspecify.annotations.NullMarked;
