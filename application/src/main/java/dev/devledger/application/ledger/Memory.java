package dev.devledger.application.ledger;

import dev.devledger.application.command.Answers;
import dev.devledger.application.command.IdempotencyKey;
import dev.devledger.application.command.Ledger.Written;
import java.util.Objects;
import java.util.Optional;

/** What is known of earlier requests with the same key. */
sealed interface Memory<A> {
    Optional<Written<A>> recall();

    void keep(Written<A> written);

    record NotKept<A>() implements Memory<A> {
        @Override
        public Optional<Written<A>> recall() {
            return Optional.empty();
        }

        @Override
        public void keep(Written<A> written) {}
    }

    record KeptUnder(IdempotencyKey key, Answers answers) implements Memory<String> {
        @Override
        public Optional<Written<String>> recall() {
            return answers.claim(key)
                    .map(saved -> new Written<>(saved.answer(), Objects.requireNonNull(saved.changeSet()), true));
        }

        @Override
        public void keep(Written<String> written) {
            answers.save(key, new Answers.Saved(written.answer(), written.changeSet()));
        }
    }
}
