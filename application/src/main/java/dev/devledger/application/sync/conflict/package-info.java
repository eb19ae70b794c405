/** A person's choice on a conflict is carried out on both sides. */
@NullMarked
package dev.devledger.application.sync.conflict;

import org.jspecify.annotations.NullMarked;
