/** The rebuild of the read model beside the live one, and the swap of the two. */
@NullMarked
package dev.devledger.adapters.postgres.rebuild;

import org.jspecify.annotations.NullMarked;
