package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects.UnimportedObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of objects that could not be taken over. */
public abstract class LeftObjectsContract extends StoreContract {
    private static final UnimportedObject ONE_OF_A = new UnimportedObject("a", "1", "One", "it is refused", NOW, false);
    private static final UnimportedObject OF_B =
            new UnimportedObject("b", "2", null, "it cannot be read", NOW.plusSeconds(1), false);

    /** Returns an empty store. */
    protected abstract UnimportedObjects left();

    @Test
    void what_is_left_is_told_until_a_read_of_its_list_is_without_it() {
        UnimportedObjects left = left();
        left.keep(ACCOUNT, Set.of("a", "b"), List.of(ONE_OF_A, OF_B));
        assertThat(left.told(ACCOUNT)).containsExactly(ONE_OF_A, OF_B);

        left.keep(ACCOUNT, Set.of("b"), List.of());
        assertThat(left.told(ACCOUNT)).containsExactly(ONE_OF_A);
        left.keep(
                ACCOUNT,
                Set.of("a"),
                List.of(new UnimportedObject("a", "1", "One", "it is refused", NOW.plusSeconds(9), false)));
        assertThat(left.told(ACCOUNT)).as("since it was first so").containsExactly(ONE_OF_A);
        left.keep(ACCOUNT, Set.of("a"), List.of());
        assertThat(left.all(ACCOUNT)).isEmpty();
    }

    @Test
    void what_is_dismissed_is_told_again_for_another_reason() {
        UnimportedObjects left = left();
        left.keep(ACCOUNT, Set.of("a"), List.of(ONE_OF_A));
        assertThat(left.dismiss(ACCOUNT, "1")).isTrue();
        assertThat(left.dismiss(ACCOUNT, "1")).isFalse();
        assertThat(left.dismiss(ACCOUNT, "2")).isFalse();

        left.keep(ACCOUNT, Set.of("a"), List.of(ONE_OF_A));
        assertThat(left.told(ACCOUNT)).isEmpty();
        UnimportedObject other =
                new UnimportedObject("a", "1", "One", "it is refused otherwise", NOW.plusSeconds(9), false);
        left.keep(ACCOUNT, Set.of("a"), List.of(other));
        assertThat(left.told(ACCOUNT)).extracting(UnimportedObject::reason).containsExactly("it is refused otherwise");
    }
}
