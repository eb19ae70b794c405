/** The fields of each kind of entity as data; everything else about a field comes from its one declaration. */
@NullMarked
package dev.devledger.domain.field;

import org.jspecify.annotations.NullMarked;
