/** What looks like an accident and waits for a person's approval. */
@NullMarked
package dev.devledger.domain.sync.guard;

import org.jspecify.annotations.NullMarked;
