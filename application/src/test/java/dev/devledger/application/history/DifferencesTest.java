package dev.devledger.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangedEntities.Changed;
import dev.devledger.application.history.ChangedEntities.Kind;
import dev.devledger.application.history.Differences.DifferencePage;
import dev.devledger.application.history.Moments.SettledHead;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.TaskQueries;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final int ENTITIES = 10_000;

    private final AtomicInteger looks = new AtomicInteger();

    /** An import that was taken back: none of it was there before or is there now. */
    @Test
    void a_page_ends_also_where_all_came_and_went() {
        Differences differences = new Differences(
                nothing(ProjectQueries.class),
                nothing(TaskQueries.class),
                nothing(NoteQueries.class),
                nothing(PersonQueries.class),
                this::changed,
                new Moments(head(), Clock.systemUTC()));
        String cursor = null;
        int pages = 0;
        do {
            looks.set(0);
            DifferencePage page = differences.between(0, 100L, null, new PageRequest(50, cursor));
            assertThat(page.items()).isEmpty();
            assertThat(looks.get()).isBetween(1, 20);
            cursor = page.nextCursor();
            pages++;
        } while (cursor != null);
        assertThat(pages).isGreaterThan(1);
    }

    private Page<Changed> changed(long from, long to, UUID project, PageRequest page) {
        looks.incrementAndGet();
        int first = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
        int next = Math.min(first + page.limit(), ENTITIES);
        List<Changed> some = Stream.generate(() -> new Changed(Kind.TASK, UUID.randomUUID()))
                .limit(next - first)
                .toList();
        return new Page<>(some, next == ENTITIES ? null : String.valueOf(next));
    }

    private static SettledHead head() {
        return new SettledHead() {
            @Override
            public Head now() {
                return new Head(100, Instant.EPOCH, 100);
            }

            @Override
            public boolean end(Instant time) {
                return true;
            }

            @Override
            public long positionAt(Instant time) {
                return 0;
            }
        };
    }

    private static <T> T nothing(Class<T> queries) {
        return queries.cast(Proxy.newProxyInstance(
                queries.getClassLoader(),
                new Class<?>[] {queries},
                (self, method, arguments) -> method.getName().equals("asOf") ? self : List.of()));
    }
}
