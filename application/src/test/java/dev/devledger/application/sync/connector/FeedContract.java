package dev.devledger.application.sync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The further behaviour that the sync relies on for a service with a feed of changes. */
public abstract class FeedContract extends RemoteTasksContract {

    /** Lets enough time pass in the service for late changes to turn up in the feed. */
    protected abstract void passTime();

    /** The tasks that the feed reports from a cursor on, and the next cursor. */
    private record Told(List<RemoteTask> tasks, String cursor) {}

    private Told told(String from) {
        List<RemoteTask> tasks = new ArrayList<>();
        String cursor = from;
        boolean more = true;
        while (more) {
            FeedAnswer changes = ok(remote.changes(cursor));
            tasks.addAll(changes.seen().tasks());
            cursor = changes.cursor();
            more = changes.more();
        }
        return new Told(tasks, cursor);
    }

    private String begun() {
        return ok(remote.changes(null)).cursor();
    }

    private static Set<RemoteRef> refs(Told told) {
        Set<RemoteRef> refs = new HashSet<>();
        told.tasks().forEach(task -> refs.add(task.ref()));
        return refs;
    }

    @Test
    void what_is_made_and_changed_is_told_as_it_is_now_page_by_page() {
        String from = begun();
        List<RemoteTask> made = IntStream.range(0, 12)
                .mapToObj(each -> ok(remote.create(list, titled("Task " + each))))
                .toList();
        RemoteTask changed = written(made.getFirst(), titled("Renamed"));
        passTime();
        Told told = told(from);
        assertThat(refs(told)).containsAll(made.stream().map(RemoteTask::ref).toList());
        assertThat(told.tasks())
                .filteredOn(task -> task.ref().equals(changed.ref()))
                .extracting(RemoteTask::content)
                .containsOnly(changed.content());
    }

    @Test
    void a_move_is_told_with_the_list_where_it_is_now() {
        String other = ok(remote.createList("Other")).id();
        RemoteTask made = ok(remote.create(list, titled("Moves")));
        String from = begun();
        ok(remote.move(made.ref(), other));
        passTime();
        assertThat(refs(told(from)))
                .contains(new RemoteRef(other, made.ref().id()))
                .doesNotContain(made.ref());
    }

    @Test
    void what_is_finished_is_told_and_what_is_deleted_is_not() {
        RemoteTask finished = ok(remote.create(list, titled("Ends")));
        RemoteTask deleted = ok(remote.create(list, titled("Goes")));
        String from = begun();
        completed(finished);
        ok(remote.delete(deleted.ref()));
        passTime();
        assertThat(refs(told(from))).contains(finished.ref()).doesNotContain(deleted.ref());
    }

    @Test
    void what_is_old_is_not_told_for_ever() {
        CanonicalContent before = titled("Old");
        RemoteTask old = ok(remote.create(list, before));
        String cursor = begun();
        for (int answer = 0; answer < 3; answer++) {
            passTime();
            cursor = told(cursor).cursor();
        }
        assertThat(refs(told(cursor))).doesNotContain(old.ref());
    }

    @Test
    void a_cursor_that_is_not_its_own_is_refused() {
        assertThat(remote.changes("no cursor of anybody's")).isInstanceOf(Refused.class);
    }
}
