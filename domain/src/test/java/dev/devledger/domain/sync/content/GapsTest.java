package dev.devledger.domain.sync.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GapsTest {
    private static final When.Day DAY = new When.Day(LocalDate.of(2026, 12, 10));
    private static final When.Moment MOMENT = new When.Moment(Instant.parse("2026-12-10T09:00:00Z"));

    private static CanonicalContent titled(String title, When due) {
        return new CanonicalContent(
                title,
                "text of " + title,
                CanonicalContent.list("").priority(),
                CanonicalContent.list("").tags(),
                null,
                due,
                null,
                List.of(),
                RemoteStatus.OPEN,
                null);
    }

    private static RemoteTask task(CanonicalContent content, List<Item> items, UnshownParts gaps) {
        return new RemoteTask(new RemoteRef("list", "task"), content, items, false, false, null).with(gaps);
    }

    @Test
    void what_is_not_shown_is_as_it_is_known_and_all_else_as_it_is_shown() {
        UnshownParts gaps = new UnshownParts(EnumSet.of(Field.DESCRIPTION), Set.of(), Set.of(), List.of());
        CanonicalContent filled = gaps.filled(titled("Shown", DAY), titled("Known", MOMENT));

        assertThat(filled.title()).isEqualTo("Shown");
        assertThat(filled.description()).isEqualTo("text of Known");
        assertThat(filled.dueDate()).isEqualTo(DAY);
    }

    @Test
    void a_date_is_what_is_known_only_where_it_may_say_that() {
        UnshownParts gaps = new UnshownParts(Set.of(), Set.of(), Set.of(DAY), List.of());
        When another = new When.Day(LocalDate.of(2026, 12, 11));

        assertThat(gaps.filled(titled("", MOMENT), titled("", DAY)).dueDate()).isEqualTo(DAY);
        assertThat(gaps.filled(titled("", MOMENT), titled("", another)).dueDate())
                .isEqualTo(MOMENT);
    }

    @Test
    void a_checklist_is_the_one_that_has_most_of_the_items_that_are_known() {
        List<Item> steps = List.of(new Item("1", "a", false), new Item("2", "b", true));
        List<Item> named = List.of(new Item("3", "c", false));
        UnshownParts gaps =
                new UnshownParts(Set.of(), Set.of(), Set.of(), List.of(new UnshownParts.Checklist("steps", steps)));
        RemoteTask task =
                task(CanonicalContent.list(""), List.of(), UnshownParts.NONE).withItems(named, "named");
        CanonicalContent known = task.withItems(steps, "").content();

        RemoteTask filled = task.with(gaps).filled(known);
        assertThat(filled.checklist()).isEqualTo("steps");
        assertThat(filled.content().checklist()).isEqualTo(known.checklist());
        assertThat(task.with(gaps).filled(task.content()).checklist()).isEqualTo("named");
        assertThat(task.with(gaps).filled(CanonicalContent.list("")).checklist())
                .as("of which nothing is known goes by its name")
                .isEqualTo("named");
    }

    @Test
    void a_checklist_is_the_one_with_the_id_that_is_known_where_it_is_shown() {
        List<Item> known = List.of(new Item("1", "a", false));
        UnshownParts gaps = new UnshownParts(
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(new UnshownParts.Checklist("empty", List.of()), new UnshownParts.Checklist("steps", known)));
        RemoteTask task = task(CanonicalContent.list(""), List.of(), gaps).withItems(List.of(), "named");
        CanonicalContent base = task.withItems(known, "").content();

        assertThat(task.filled(base, "empty").checklist()).isEqualTo("empty");
        assertThat(task.filled(base, "empty").items()).isEmpty();
        assertThat(task.filled(base, "named").checklist()).isEqualTo("named");
        assertThat(task.filled(base, "deleted").checklist())
                .as("by its items, as before it was known")
                .isEqualTo("steps");
    }

    @Test
    void where_the_checklists_are_not_shown_another_one_is_not_taken_for_the_known_one() {
        UnshownParts gaps = new UnshownParts(EnumSet.of(Field.CHECKLIST), Set.of(), Set.of(), List.of());
        RemoteTask task = task(CanonicalContent.list(""), List.of(), gaps).withItems(List.of(), "named");

        assertThat(task.filled(CanonicalContent.list(""), "steps").checklist()).isNull();
        assertThat(task.filled(CanonicalContent.list(""), "named").checklist()).isEqualTo("named");
        assertThat(task.filled(CanonicalContent.list("")).checklist()).isEqualTo("named");
    }
}
