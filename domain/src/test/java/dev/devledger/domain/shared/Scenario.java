package dev.devledger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.devledger.domain.shared.Rejection.Code;
import java.util.List;

/** A test of a decider: the events so far, a command, and the expected events. */
public final class Scenario<C, S, E> {
    private final Decider<C, S, E> decider;
    private final S state;

    private Scenario(Decider<C, S, E> decider, S state) {
        this.decider = decider;
        this.state = state;
    }

    @SafeVarargs
    public static <C, S, E> Scenario<C, S, E> given(Decider<C, S, E> decider, E... events) {
        S state = decider.initial();
        for (E event : events) {
            state = decider.evolve(state, event);
        }
        return new Scenario<>(decider, state);
    }

    public Then when(C command) {
        return new Then(command);
    }

    public S state() {
        return state;
    }

    public final class Then {
        private final C command;

        private Then(C command) {
            this.command = command;
        }

        /** Requires these events, and the state after them. */
        @SafeVarargs
        @SuppressWarnings("varargs") // the array is only read
        public final Scenario<C, S, E> then(E... expected) {
            List<E> events = decider.decide(command, state);
            assertThat(events).isEqualTo(List.of(expected));
            S after = state;
            for (E event : events) {
                after = decider.evolve(after, event);
            }
            return new Scenario<>(decider, after);
        }

        public void thenNothing() {
            assertThat(decider.decide(command, state)).isEmpty();
        }

        public void thenRejected(Code code) {
            assertThat(rejection().code()).isEqualTo(code);
        }

        /** Requires a refusal that names exactly these fields. */
        public void thenInvalid(String... fields) {
            Rejection rejection = rejection();
            assertThat(rejection.code()).isEqualTo(Code.INVALID);
            assertThat(rejection.violations())
                    .extracting(Rejection.Violation::field)
                    .containsExactly(fields);
        }

        private Rejection rejection() {
            Throwable thrown = catchThrowable(() -> decider.decide(command, state));
            assertThat(thrown).as("the refusal of %s", command).isInstanceOf(Rejection.class);
            assertThat(thrown.getMessage()).isNotBlank();
            assertThat(thrown.getStackTrace()).isEmpty();
            return (Rejection) thrown;
        }
    }
}
