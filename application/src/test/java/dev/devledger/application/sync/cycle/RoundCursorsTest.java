package dev.devledger.application.sync.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service whose pages form a circle: a, b, a, b. */
@Timeout(20)
class RoundCursorsTest {
    private static final class Round implements RemoteReads {
        private static String after(@Nullable String cursor) {
            return "a".equals(cursor) ? "b" : "a";
        }

        @Override
        public RemoteAnswer<RemotePage<List<RemoteList>>> lists(@Nullable String cursor) {
            return new RemoteAnswer.Ok<>(new RemotePage<>(List.of(), after(cursor)));
        }

        @Override
        public RemoteAnswer<Optional<RemotePage<Listing>>> page(ReadTarget what, @Nullable String cursor) {
            return new RemoteAnswer.Ok<>(Optional.of(new RemotePage<>(Listing.of(List.of()), after(cursor))));
        }

        @Override
        public RemoteAnswer<LookupResult> find(RemoteRef task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RemoteAnswer<Optional<Listing>> searchOpen(String list) {
            throw new UnsupportedOperationException();
        }

        @Override
        public RemoteAnswer<Optional<Listing>> searchAll(String list) {
            throw new UnsupportedOperationException();
        }
    }

    private final PagedReads paged = new PagedReads("The service", InstantSource.system());
    private final PagedReads.Requests requests = new PagedReads.Requests() {
        @Override
        public <T> RemoteAnswer<T> send(Function<RemoteReads, RemoteAnswer<T>> request) {
            return request.apply(new Round());
        }
    };

    @Test
    void a_read_of_tasks_ends_and_is_not_taken_for_the_whole() {
        assertThat(paged.read(new ReadTarget.AllOpenTasks(), requests)).isInstanceOf(RemoteAnswer.Unknown.class);
    }

    @Test
    void so_does_one_of_lists() {
        assertThat(paged.lists(requests)).isInstanceOf(RemoteAnswer.Unknown.class);
    }
}
