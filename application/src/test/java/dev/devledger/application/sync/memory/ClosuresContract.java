package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.memory.LinkBook.ListClosures.ListClosure;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of closed lists. */
public abstract class ClosuresContract extends StoreContract {

    /** Returns a store in which every list is open. */
    protected abstract ListClosures closures();

    @Test
    void what_takes_nothing_is_known_until_it_takes_something() {
        ListClosures closures = closures();
        ListClosure first = new ListClosure("list", true, "it is full", NOW, NOW.plusSeconds(600), 1, TWO);
        ListClosure second = new ListClosure("list", true, "it is full", NOW, NOW.plusSeconds(1800), 2, TWO);
        ListClosure lists = new ListClosure("", true, "no more", NOW.plusSeconds(1), NOW.plusSeconds(601), 1, TWO);

        assertThat(closures.all(ACCOUNT)).isEmpty();
        closures.close(ACCOUNT, first);
        closures.close(ACCOUNT, lists);
        closures.close(ACCOUNT, second);
        assertThat(closures.all(ACCOUNT)).containsExactly(second, lists);
        closures.open(ACCOUNT, "list");
        assertThat(closures.all(ACCOUNT)).containsExactly(lists);
        closures.open(ACCOUNT, "");
        assertThat(closures.all(ACCOUNT)).isEmpty();
    }
}
