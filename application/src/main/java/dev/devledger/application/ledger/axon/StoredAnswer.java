package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger.Written;
import java.util.Objects;
import java.util.Optional;

/** The answer of an earlier request with the same key. */
sealed interface StoredAnswer<A> {
    Optional<Written<A>> recall();

    void keep(Written<A> written);

    record UnstoredAnswer<A>() implements StoredAnswer<A> {
        @Override
        public Optional<Written<A>> recall() {
            return Optional.empty();
        }

        @Override
        public void keep(Written<A> written) {}
    }

    record KeyedAnswer(IdempotencyKey key, IdempotencyStore answers) implements StoredAnswer<String> {
        @Override
        public Optional<Written<String>> recall() {
            return answers.claim(key)
                    .map(saved -> new Written<>(saved.answer(), Objects.requireNonNull(saved.changeSet()), true));
        }

        @Override
        public void keep(Written<String> written) {
            answers.save(key, new IdempotencyStore.SavedAnswer(written.answer(), written.changeSet()));
        }
    }
}
