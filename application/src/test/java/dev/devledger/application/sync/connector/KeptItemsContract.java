package dev.devledger.application.sync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The behaviour of a connector that reports which checklist item became which, even where the edit does not show it.
 */
public abstract class KeptItemsContract extends RemoteTasksContract {

    @Test
    void kept_items_keep_their_ids() {
        CanonicalContent two = with(titled("List"), edit -> edit.checklist = checks("one", "two"));
        RemoteTask made = ok(remote.create(list, two));
        CanonicalContent three = with(two, edit -> edit.checklist = checks("two", "new", "one"));
        RemoteTask after = written(made, three);
        assertThat(after.items().get(0).id()).isEqualTo(made.items().get(1).id());
        assertThat(after.items().get(2).id()).isEqualTo(made.items().get(0).id());
        CanonicalContent renamed = with(three, edit -> edit.checklist = checks("two", "renamed", "one"));
        assertThat(written(after, renamed).items())
                .extracting(RemoteTask.Item::id)
                .containsExactlyElementsOf(
                        after.items().stream().map(RemoteTask.Item::id).toList());
    }

    @Test
    void an_item_that_is_renamed_and_moved_keeps_its_id() {
        CanonicalContent three = with(titled("List"), edit -> edit.checklist = checks("one", "two", "three"));
        RemoteTask made = ok(remote.create(list, three));
        List<ChecklistEntry> known = made.content().checklist();
        ChecklistEntry renamed = new ChecklistEntry(
                "better", false, UUID.randomUUID(), known.get(1).remoteId());
        ChecklistEntry added = new ChecklistEntry("new", false, UUID.randomUUID(), null);
        RemoteTask after = written(
                made, with(three, edit -> edit.checklist = List.of(added, renamed, known.get(2), known.get(0))));
        List<String> before = made.items().stream().map(RemoteTask.Item::id).toList();
        assertThat(after.items())
                .extracting(RemoteTask.Item::id)
                .doesNotHaveDuplicates()
                .endsWith(before.get(1), before.get(2), before.get(0));
        RemoteTask replaced = written(
                after,
                with(
                        three,
                        edit -> edit.checklist = List.of(new ChecklistEntry("other", false, UUID.randomUUID(), null))));
        assertThat(replaced.items())
                .as("a new item takes over nothing from the one whose place it has")
                .extracting(RemoteTask.Item::id)
                .doesNotContainAnyElementsOf(
                        after.items().stream().map(RemoteTask.Item::id).toList());
    }

    private static List<ChecklistEntry> checks(String... titles) {
        return Arrays.stream(titles)
                .map(title -> new ChecklistEntry(title, false))
                .toList();
    }
}
