package dev.devledger.application.sync.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteWrites.BatchCreateResult;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every remote, as far as its capabilities claim it. */
public abstract class RemoteTasksContract {
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final String NOBODY = "70aa00000000000000009999";

    RemoteTasks remote;
    WholeReads reads;
    String list;

    /** Returns the remote of an account that can be reached and written; nothing else is expected of the account. */
    protected abstract RemoteTasks remote();

    /** Returns the capabilities of the service. */
    protected abstract Capabilities capabilities();

    /** Returns the part of a content for which the service has values. */
    protected CanonicalContent known(CanonicalContent content) {
        return content;
    }

    /** Returns the service's reason for a task that does not exist. */
    protected String unknown() {
        return "NOT_EXISTED";
    }

    /** Returns the service's reason for a task that was deleted. */
    protected String deleted() {
        return "DELETED";
    }

    /** True if a list shows the newest task first, not last. */
    protected boolean newestFirst() {
        return true;
    }

    @BeforeEach
    void makeAList() {
        remote = remote();
        reads = new WholeReads(remote);
        list = ok(remote.createList("Contract " + UUID.randomUUID())).id();
    }

    @Test
    void a_list_that_was_made_is_among_the_lists() {
        RemoteList made = ok(remote.createList("Made " + UUID.randomUUID()));
        assertThat(ok(reads.lists())).contains(made);
    }

    @Test
    void a_service_without_a_feed_says_so() {
        if (!capabilities().hasFeed()) {
            assertThat(remote.changes(null)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void two_lists_of_one_name_are_two() {
        String name = "Twice " + UUID.randomUUID();
        RemoteList one = ok(remote.createList(name));
        RemoteList two = ok(remote.createList(name));
        assertThat(one.id()).isNotEqualTo(two.id());
        assertThat(ok(reads.lists())).contains(one, two);
    }

    @Test
    void a_bare_task_is_found_as_it_was_made() {
        RemoteTask made = ok(remote.create(list, titled("Ship the parser")));
        assertThat(made.content()).isEqualTo(titled("Ship the parser"));
        assertThat(made.ref().list()).isEqualTo(list);
        assertThat(made.createdAt()).isNotNull();
        assertThat(made.recurring()).isFalse();
        assertThat(found(made).content()).isEqualTo(made.content());
        assertThat(open()).extracting(RemoteTask::ref).containsExactly(made.ref());
    }

    @Test
    void a_full_task_is_found_as_it_was_made() {
        RemoteTask parent = ok(remote.create(list, titled("The card")));
        CanonicalContent full = full(parent.ref().id());
        RemoteTask made = ok(remote.create(list, full));
        assertThat(made.content()).isEqualTo(held(full));
        assertThat(made.items())
                .hasSize(held(full).checklist().size())
                .extracting(RemoteTask.Item::id)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(found(made).content()).isEqualTo(held(full));
    }

    @Test
    void a_create_is_always_open() {
        CanonicalContent done = with(titled("Done before"), edit -> edit.status = RemoteStatus.COMPLETED);
        assertThat(ok(remote.create(list, done)).content().status()).isEqualTo(RemoteStatus.OPEN);
    }

    @Test
    void twins_are_two_tasks() {
        RemoteTask one = ok(remote.create(list, titled("Twin")));
        RemoteTask two = ok(remote.create(list, titled("Twin")));
        assertThat(one.ref()).isNotEqualTo(two.ref());
        assertThat(open()).extracting(RemoteTask::ref).containsExactlyInAnyOrder(one.ref(), two.ref());
    }

    @Test
    void each_field_is_changed_alone() {
        String parent = ok(remote.create(list, titled("The card"))).ref().id();
        CanonicalContent bare = titled("Before");
        changedAlone(bare, edit -> edit.title = "After, with \"quotes\", \\ and ünïcödé 🚀");
        changedAlone(bare, edit -> edit.description = "# First\n\n- second\tthird\n");
        changedAlone(bare, edit -> edit.priority = Priority.HIGH);
        changedAlone(bare, edit -> edit.tags = Set.of("dev", "release"));
        changedAlone(bare, edit -> edit.due = day("2028-02-29"));
        changedAlone(bare, edit -> edit.due = moment("2026-11-03T07:30:00.250Z"));
        changedAlone(
                bare,
                edit -> edit.start = moment("2026-11-03T07:30:00Z"),
                edit -> edit.due = moment("2026-11-03T08:30:00Z"));
        changedAlone(
                bare,
                edit -> edit.checklist = List.of(new ChecklistEntry("one", false), new ChecklistEntry("two", true)));
        changedAlone(bare, edit -> edit.status = RemoteStatus.COMPLETED);
        changedAlone(bare, edit -> edit.status = RemoteStatus.ABANDONED);
        changedAlone(bare, edit -> edit.parent = parent);
    }

    @Test
    void each_field_is_cleared_alone() {
        String parent = ok(remote.create(list, titled("The card"))).ref().id();
        CanonicalContent full = full(parent);
        changedAlone(full, edit -> edit.description = "");
        changedAlone(full, edit -> edit.priority = Priority.NONE);
        changedAlone(full, edit -> edit.tags = Set.of());
        changedAlone(full, edit -> edit.start = null, edit -> edit.due = null);
        changedAlone(full, edit -> edit.start = null);
        changedAlone(full, edit -> edit.start = null, edit -> edit.due = moment("2026-11-03T07:30:00Z"));
        changedAlone(full, edit -> edit.checklist = List.of());
        changedAlone(full, edit -> edit.parent = null);
    }

    @Test
    void a_day_is_the_same_day_in_every_zone() {
        for (String zone : List.of("America/Los_Angeles", "Pacific/Kiritimati", "America/Sao_Paulo", "Asia/Kolkata")) {
            changedAlone(titled("Day"), edit -> edit.due = day("2018-11-04"), edit -> edit.zone = ZoneId.of(zone));
        }
    }

    @Test
    void a_completed_task_leaves_the_open_ones_and_comes_back() {
        RemoteTask made = ok(remote.create(list, titled("Round")));
        RemoteTask done = written(made, with(made.content(), edit -> edit.status = RemoteStatus.COMPLETED));
        assertThat(open()).isEmpty();
        written(done, made.content());
        assertThat(open()).extracting(RemoteTask::ref).containsExactly(made.ref());
    }

    @Test
    void completed_tasks_are_told_since_when() {
        RemoteTask made = ok(remote.create(list, titled("Done")));
        ok(remote.create(list, titled("Open")));
        String elsewhere = ok(remote.createList("Elsewhere")).id();
        RemoteTask done = written(made, with(made.content(), edit -> edit.status = RemoteStatus.COMPLETED));
        Instant created = Objects.requireNonNull(made.createdAt());
        assertThat(ok(reads.finishedTasks(List.of(list), created)).tasks()).containsExactly(done);
        assertThat(ok(reads.finishedTasks(List.of(list), created.plus(Duration.ofHours(1))))
                        .tasks())
                .isEmpty();
        assertThat(ok(reads.finishedTasks(List.of(elsewhere), created)).tasks()).isEmpty();
        assertThat(ok(reads.finishedTasks(List.of(), created)).tasks())
                .as("no list is not all lists")
                .isEmpty();
    }

    @Test
    void completed_tasks_of_several_lists_are_told_with_their_own() {
        String other = ok(remote.createList("Other")).id();
        RemoteTask here = completed(ok(remote.create(list, titled("Here"))));
        RemoteTask there = completed(ok(remote.create(other, titled("There"))));
        Instant since = Objects.requireNonNull(here.createdAt());
        assertThat(ok(reads.finishedTasks(List.of(list, other), since)).tasks())
                .extracting(RemoteTask::ref)
                .containsExactlyInAnyOrder(
                        new RemoteRef(list, here.ref().id()),
                        new RemoteRef(other, there.ref().id()));
    }

    @Test
    void open_tasks_come_in_the_order_of_the_list() {
        List<RemoteRef> made = new ArrayList<>();
        for (String title : List.of("b", "c", "a")) {
            made.add(
                    newestFirst() ? 0 : made.size(),
                    ok(remote.create(list, titled(title))).ref());
        }
        assertThat(open()).extracting(RemoteTask::ref).containsExactlyElementsOf(made);
    }

    @Test
    void many_are_made_at_once_each_with_all_it_has() {
        String parent = ok(remote.create(list, titled("The card"))).ref().id();
        List<CanonicalContent> contents = List.of(full(parent), titled("Twin"), titled("Twin"));
        Set<String> made = new HashSet<>();
        batches(contents, capabilities().batch().creates()).forEach(batch -> {
            BatchCreateResult some = ok(remote.createAll(list, batch));
            assertThat(some.refusals()).isEmpty();
            made.addAll(some.ids());
        });
        List<RemoteTask> there =
                open().stream().filter(task -> !task.ref().id().equals(parent)).toList();
        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(
                        there.stream().map(task -> task.ref().id()).toList());
        assertThat(there)
                .extracting(RemoteTask::content)
                .containsExactlyInAnyOrderElementsOf(
                        contents.stream().map(this::held).toList());
    }

    @Test
    void as_many_as_a_batch_holds_are_made_at_once_and_no_more() {
        List<CanonicalContent> most = IntStream.range(0, capabilities().batch().creates())
                .mapToObj(i -> titled("Task " + i))
                .toList();
        assertThat(ok(remote.createAll(list, most)).ids()).hasSize(most.size()).doesNotHaveDuplicates();
        assertThat(open()).hasSize(most.size());
        List<CanonicalContent> more = new ArrayList<>(most);
        more.add(titled("One more"));
        assertThatIllegalArgumentException().isThrownBy(() -> remote.createAll(list, more));
        assertThat(open()).hasSize(most.size());
    }

    @Test
    void many_made_in_no_list_are_all_refused() {
        int few = Math.min(2, capabilities().batch().creates());
        RemoteAnswer<BatchCreateResult> answer = remote.createAll(NOBODY, Collections.nCopies(few, titled("Nowhere")));
        if (answer instanceof Ok<BatchCreateResult>(var made)) {
            assertThat(made.ids()).isEmpty();
            assertThat(made.refusals()).hasSize(few).doesNotContain("");
        }
        assertThat(ok(reads.openTasks(NOBODY)).map(Listing::tasks)).isEmpty();
    }

    @Test
    void many_are_changed_at_once() {
        RemoteTask parent = ok(remote.create(list, titled("The card")));
        RemoteTask bare = ok(remote.create(list, titled("Bare")));
        RemoteTask full = ok(remote.create(list, full(parent.ref().id())));
        RemoteTask done = completed(ok(remote.create(list, titled("Done"))));
        Map<RemoteTask, CanonicalContent> wanted = Map.of(
                parent, with(parent.content(), edit -> edit.title = "The same card"),
                bare, full(null),
                full, with(titled("Full no more"), edit -> edit.status = RemoteStatus.COMPLETED),
                done, titled("Done"));
        for (int i = 0; i < 2; i++) {
            assertThat(updatedAll(wanted)).as("idempotent").isEmpty();
            wanted.forEach((task, content) -> assertThat(found(task).content()).isEqualTo(held(content)));
        }
    }

    @Test
    void of_many_changes_those_that_are_refused_are_named() {
        RemoteTask here = ok(remote.create(list, titled("Here")));
        RemoteTask gone = ok(remote.create(list, titled("Gone")));
        ok(remote.delete(gone.ref()));
        RemoteTask nobody = at(here, new RemoteRef(list, NOBODY));
        CanonicalContent late = titled("Late");
        Map<String, String> refused = updatedAll(Map.of(here, late, gone, late, nobody, late));
        assertThat(refused).containsOnlyKeys(gone.ref().id(), NOBODY);
        assertThat(refused.get(NOBODY)).contains(unknown());
        assertThat(refused.get(gone.ref().id())).contains(deleted());
        assertThat(found(here).content()).isEqualTo(late);
    }

    @Test
    void what_does_not_belong_into_a_batch_is_not_sent() {
        RemoteTask here = ok(remote.create(list, titled("Here")));
        CanonicalChanges rename = CanonicalChanges.between(here.content(), titled("There"));
        CanonicalChanges complete = CanonicalChanges.between(
                here.content(), with(here.content(), edit -> edit.status = RemoteStatus.COMPLETED));
        Step step = remote.script(here, rename).getFirst();
        RemoteTask recurring = new RemoteTask(here.ref(), here.content(), List.of(), false, true, null);
        assertThatIllegalArgumentException().isThrownBy(() -> remote.updateAll(List.of(step, step)));
        assertThatIllegalArgumentException().isThrownBy(() -> remote.updateAll(remote.script(recurring, complete)));
        List<Step> tooMany = IntStream.rangeClosed(0, capabilities().batch().updates())
                .mapToObj(i -> remote.script(at(here, new RemoteRef(list, "t" + i)), rename)
                        .getFirst())
                .toList();
        assertThatIllegalArgumentException().isThrownBy(() -> remote.updateAll(tooMany));
        assertThat(ok(remote.updateAll(List.of()))).isEmpty();
        assertThat(found(here).content()).isEqualTo(here.content());
    }

    @Test
    void a_moved_task_is_in_the_other_list_as_it_was() {
        String other = ok(remote.createList("Other")).id();
        RemoteTask made = ok(remote.create(list, full(null)));
        RemoteRef there = new RemoteRef(other, made.ref().id());
        for (int i = 0; i < 2; i++) {
            assertThat(remote.move(made.ref(), other)).as("idempotent").isEqualTo(new Ok<>(Done.DONE));
            assertThat(open()).isEmpty();
            assertThat(task(ok(remote.find(made.ref())))).isEmpty();
            RemoteTask after = task(ok(remote.find(there))).orElseThrow();
            assertThat(after.ref()).isEqualTo(there);
            assertThat(after.content()).isEqualTo(made.content());
            assertThat(after.items()).isEqualTo(made.items());
        }
    }

    @Test
    void many_are_moved_in_one_request() {
        String other = ok(remote.createList("Other")).id();
        RemoteTask first = ok(remote.create(list, titled("First")));
        RemoteTask second = ok(remote.create(list, titled("Second")));
        RemoteTask stays = ok(remote.create(list, titled("Stays")));
        List<RemoteRef> both = List.of(first.ref(), second.ref());
        for (int i = 0; i < 2; i++) {
            batches(both, capabilities().batch().moves()).forEach(batch -> assertThat(remote.moveAll(batch, other))
                    .as("idempotent")
                    .isEqualTo(new Ok<>(Done.DONE)));
            assertThat(open()).containsExactly(stays);
            both.forEach(ref -> assertThat(task(ok(remote.find(new RemoteRef(other, ref.id())))))
                    .isPresent());
        }
        assertThat(remote.moveAll(List.of(), other)).isEqualTo(new Ok<>(Done.DONE));
        assertThat(remote.moveAll(List.of(first.ref()), NOBODY)).isInstanceOf(Refused.class);
        List<RemoteRef> tooMany = Collections.nCopies(capabilities().batch().moves() + 1, stays.ref());
        assertThatIllegalArgumentException().isThrownBy(() -> remote.moveAll(tooMany, other));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> remote.moveAll(List.of(new RemoteRef(list, list)), other));
    }

    @Test
    void nothing_is_moved_to_where_there_is_no_list() {
        RemoteTask made = ok(remote.create(list, titled("Here")));
        assertThat(remote.move(made.ref(), NOBODY)).isInstanceOf(Refused.class);
        assertThat(remote.move(new RemoteRef(NOBODY, made.ref().id()), list))
                .as("it is there already, if that is all that the service minds")
                .isInstanceOfAny(Refused.class, Ok.class);
        assertThat(open()).containsExactly(made);
    }

    @Test
    void an_open_task_is_found_wherever_it_is() {
        String other = ok(remote.createList("Other")).id();
        RemoteTask made = ok(remote.create(list, full(null)));
        assertThat(anywhere(made.ref().id())).contains(made);
        ok(remote.move(made.ref(), other));
        assertThat(anywhere(made.ref().id()))
                .map(RemoteTask::ref)
                .contains(new RemoteRef(other, made.ref().id()));
        RemoteTask done = completed(ok(remote.create(list, titled("Done"))));
        RemoteTask gone = ok(remote.create(list, titled("Gone")));
        ok(remote.delete(gone.ref()));
        for (String id : List.of(done.ref().id(), gone.ref().id(), NOBODY)) {
            assertThat(anywhere(id)).isEmpty();
        }
    }

    @Test
    void a_task_is_among_all_whatever_became_of_it() {
        String other = ok(remote.createList("Other")).id();
        RemoteTask open = ok(remote.create(list, titled("Open")));
        RemoteTask moved = ok(remote.create(list, titled("Moved")));
        ok(remote.move(moved.ref(), other));
        RemoteTask done = completed(ok(remote.create(other, titled("Done"))));
        RemoteTask dropped = ok(remote.create(list, titled("Dropped")));
        written(dropped, with(dropped.content(), edit -> edit.status = RemoteStatus.ABANDONED));
        RemoteTask gone = ok(remote.create(list, titled("Gone")));
        ok(remote.delete(gone.ref()));
        List<RemoteTask> all = ok(reads.everywhere(list, Objects.requireNonNull(open.createdAt())))
                .tasks();
        assertThat(all)
                .extracting(RemoteTask::ref)
                .contains(
                        open.ref(),
                        new RemoteRef(other, moved.ref().id()),
                        new RemoteRef(other, done.ref().id()),
                        dropped.ref())
                .doesNotContain(gone.ref());
        assertThat(all).filteredOn(RemoteTask::isAsMade).contains(open);
    }

    private List<ReadTarget> readings(Instant since, String... lists) {
        return List.of(
                new ReadTarget.OneList(list),
                new ReadTarget.AllOpenTasks(),
                new ReadTarget.FinishedSince(List.of(lists), since),
                new ReadTarget.WrittenSince(list, since));
    }

    /** So that it is the same whoever goes on with it, and when. */
    @Test
    void a_read_goes_on_from_where_it_was_cut_whatever_was_read_meanwhile() {
        String other = ok(remote.createList("Other")).id();
        Instant since =
                Objects.requireNonNull(ok(remote.create(other, titled("There"))).createdAt());
        completed(ok(remote.create(other, titled("Done there"))));
        for (int i = 0; i < 5; i++) {
            ok(remote.create(list, titled("Open " + i)));
            completed(ok(remote.create(list, titled("Done " + i))));
        }
        List<ReadTarget> all = readings(since, list, other);
        List<Listing> whole = all.stream().map(this::toItsEnd).toList();
        List<RemotePage<Listing>> begun =
                all.stream().map(each -> page(each, null)).toList();
        assertThat(toItsEnd(new ReadTarget.AllOpenTasks())).isEqualTo(whole.get(1));
        for (int i = 0; i < all.size(); i++) {
            assertThat(rest(all.get(i), begun.get(i))).as("%s", all.get(i)).isEqualTo(whole.get(i));
        }
    }

    @Test
    void a_page_that_no_other_has_named_is_not_known() {
        String nonsense = "this was never a cursor";
        readings(Instant.EPOCH, list).forEach(each -> assertThat(remote.page(each, nonsense))
                .as("%s", each)
                .isInstanceOf(RemoteAnswer.Unknown.class));
        assertThat(remote.lists(nonsense)).isInstanceOf(RemoteAnswer.Unknown.class);
    }

    private RemotePage<Listing> page(ReadTarget what, @Nullable String cursor) {
        return ok(remote.page(what, cursor)).orElseThrow();
    }

    private Listing toItsEnd(ReadTarget what) {
        return rest(what, page(what, null));
    }

    private Listing rest(ReadTarget what, RemotePage<Listing> first) {
        List<Listing> rows = new ArrayList<>(List.of(first.rows()));
        for (RemotePage<Listing> each = first; each.next() != null; ) {
            each = page(what, each.next());
            rows.add(each.rows());
        }
        return Listing.ofAll(rows);
    }

    @Test
    void a_search_shows_what_is_in_a_list_whatever_its_status() {
        RemoteTask open = ok(remote.create(list, titled("Open")));
        RemoteTask done = completed(ok(remote.create(list, titled("Done"))));
        RemoteTask dropped = ok(remote.create(list, titled("Dropped")));
        written(dropped, with(dropped.content(), edit -> edit.status = RemoteStatus.ABANDONED));
        RemoteTask gone = ok(remote.create(list, titled("Gone")));
        ok(remote.delete(gone.ref()));
        assertThat(ok(remote.searchOpen(list)).orElseThrow().tasks())
                .extracting(RemoteTask::ref)
                .containsExactly(open.ref());
        assertThat(ok(remote.searchAll(list)).orElseThrow().tasks())
                .extracting(RemoteTask::ref)
                .containsExactlyInAnyOrder(open.ref(), done.ref(), dropped.ref());
    }

    @Test
    void a_renamed_list_is_the_same_list() {
        RemoteTask made = ok(remote.create(list, titled("Here")));
        RemoteList renamed = new RemoteList(list, "Renamed " + UUID.randomUUID());
        assertThat(ok(remote.updateList(
                        list, CanonicalChanges.to(renamed.content()).only(EnumSet.of(Field.TITLE)))))
                .isEqualTo(renamed);
        assertThat(ok(reads.lists())).contains(renamed);
        assertThat(open()).containsExactly(made);
        assertThat(remote.updateList(
                        NOBODY,
                        CanonicalChanges.to(CanonicalContent.list("Nobody")).only(EnumSet.of(Field.TITLE))))
                .isNotInstanceOf(Ok.class);
    }

    @Test
    void a_list_keeps_what_a_list_holds_there_and_is_written_field_by_field() {
        Set<Field> holds = capabilities().listHolds();
        CanonicalContent bare = CanonicalContent.list("Whole " + UUID.randomUUID());
        When day = new When.Day(LocalDate.parse("2026-04-03"));
        CanonicalContent whole = known(new CanonicalContent(
                        bare.title(),
                        "Two\nlines",
                        Priority.LOW,
                        new TreeSet<>(),
                        null,
                        day,
                        ZoneId.of("Europe/Madrid"),
                        List.of(),
                        RemoteStatus.OPEN,
                        null))
                .holding(holds);
        CanonicalChanges all = CanonicalChanges.to(whole).only(holds);
        assertThat(ok(remote.updateList(list, all)).content()).isEqualTo(whole);
        for (Field field : holds) {
            CanonicalChanges cleared = CanonicalChanges.between(whole, bare).only(EnumSet.of(field));
            CanonicalContent without = cleared.applyTo(whole);
            if (!cleared.isEmpty()) {
                assertThat(ok(remote.updateList(list, cleared)).content()).isEqualTo(without);
            }
            assertThat(ok(reads.lists())).contains(new RemoteList(list, without, true));
            assertThat(ok(remote.updateList(list, all)).content()).isEqualTo(whole);
        }
    }

    @Test
    void a_deleted_list_is_gone_and_so_is_what_was_in_it() {
        RemoteTask made = ok(remote.create(list, titled("Here")));
        for (int i = 0; i < 2; i++) {
            assertThat(remote.deleteList(list)).as("idempotent").isEqualTo(new Ok<>(Done.DONE));
            assertThat(ok(reads.lists())).extracting(RemoteList::id).doesNotContain(list);
            assertThat(ok(reads.openTasks(list)).map(Listing::tasks)).isEmpty();
            assertThat(anywhere(made.ref().id())).isEmpty();
        }
    }

    @Test
    void an_edit_may_complete_and_an_abandoned_task_may_be_completed() {
        RemoteTask made = ok(remote.create(list, titled("Edit")));
        written(
                made,
                with(made.content(), edit -> edit.title = "Edited", edit -> edit.status = RemoteStatus.COMPLETED));
        RemoteTask other = ok(remote.create(list, titled("Other")));
        RemoteTask abandoned = written(other, with(other.content(), edit -> edit.status = RemoteStatus.ABANDONED));
        assertThat(open()).isEmpty();
        written(abandoned, with(other.content(), edit -> edit.status = RemoteStatus.COMPLETED));
    }

    @Test
    void no_change_is_no_request() {
        RemoteTask made = ok(remote.create(list, titled("Same")));
        assertThat(remote.script(made, CanonicalChanges.NONE)).isEmpty();
    }

    @Test
    void a_script_has_each_change_once_and_its_steps_begin_where_the_one_before_ends() {
        RemoteTask made = ok(remote.create(list, titled("Script")));
        CanonicalContent wanted = held(full(null));
        List<Step> script = remote.script(made, CanonicalChanges.between(made.content(), wanted));
        assertThat(script).isNotEmpty().allMatch(Step::absolute);
        assertThat(script.getFirst().current().content()).isEqualTo(made.content());
        for (int i = 1; i < script.size(); i++) {
            assertThat(script.get(i).current().content())
                    .isEqualTo(script.get(i - 1).done());
        }
        assertThat(script.getLast().done()).isEqualTo(wanted);
        assertThat(found(made).content()).as("nothing is sent").isEqualTo(made.content());
    }

    @Test
    void a_step_that_is_sent_once_more_changes_nothing() {
        RemoteTask made = ok(remote.create(list, titled("Script")));
        CanonicalContent wanted = held(full(null));
        for (Step step : remote.script(made, CanonicalChanges.between(made.content(), wanted))) {
            ok(remote.send(step));
            CanonicalContent once = found(made).content();
            ok(remote.send(step));
            assertThat(found(made).content()).isEqualTo(once).isEqualTo(step.done());
        }
        assertThat(found(made).content()).isEqualTo(wanted);
    }

    @Test
    void completing_what_comes_again_is_a_step_of_its_own_kind_and_the_last() {
        RemoteTask made = ok(remote.create(list, titled("Series")));
        RemoteTask series = new RemoteTask(made.ref(), made.content(), List.of(), false, true, null);
        CanonicalContent wanted =
                with(made.content(), edit -> edit.title = "Done", edit -> edit.status = RemoteStatus.COMPLETED);
        List<Step> script = remote.script(series, CanonicalChanges.between(series.content(), wanted));
        assertThat(script.getLast().absolute()).isFalse();
        assertThat(script.getLast().changes().completes()).isTrue();
        assertThat(script.subList(0, script.size() - 1)).allMatch(Step::absolute);
    }

    @Test
    void an_update_is_idempotent() {
        RemoteTask made = ok(remote.create(list, titled("Twice")));
        CanonicalContent after = full(null);
        written(made, after);
        written(made, after);
        assertThat(open()).hasSize(1);
    }

    @Test
    void a_deleted_task_leaves_the_open_ones_and_takes_no_update_that_counts() {
        RemoteTask made = ok(remote.create(list, titled("Gone")));
        assertThat(remote.delete(made.ref())).isInstanceOf(Ok.class);
        assertThat(open()).isEmpty();
        assertThat(remote.delete(made.ref())).isInstanceOf(Ok.class);
        CanonicalContent late = with(made.content(), edit -> edit.title = "Too late");
        for (int i = 0; i < 2; i++) {
            update(remote, made, CanonicalChanges.between(made.content(), late)); // whatever it answers
            assertThat(open()).isEmpty();
            assertThat(anywhere(made.ref().id())).isEmpty();
            assertThat(task(ok(remote.find(made.ref()))).map(RemoteTask::content))
                    .isNotEqualTo(Optional.of(late));
        }
    }

    @Test
    void a_deleted_task_answers_by_its_id_as_the_service_says() {
        RemoteTask made = ok(remote.create(list, titled("Gone")));
        ok(remote.delete(made.ref()));
        LookupResult found = ok(remote.find(made.ref()));
        switch (capabilities().deletedById()) {
            case STAYS_READABLE ->
                assertThat(task(found).map(RemoteTask::content)).contains(made.content());
            case IS_TOLD -> assertThat(found).isEqualTo(new LookupResult.Deleted());
            case IS_DENIED -> assertThat(found).isInstanceOf(LookupResult.Denied.class);
        }
    }

    @Test
    void a_list_shows_what_the_service_says() {
        RemoteTask open = ok(remote.create(list, titled("Open")));
        RemoteTask done = completed(ok(remote.create(list, titled("Done"))));
        RemoteTask dropped = ok(remote.create(list, titled("Dropped")));
        written(dropped, with(dropped.content(), edit -> edit.status = RemoteStatus.ABANDONED));
        List<RemoteRef> all =
                switch (capabilities().listed()) {
                    case OPEN -> List.of(open.ref());
                    case ALL -> List.of(open.ref(), done.ref(), dropped.ref());
                };
        assertThat(listed(list)).extracting(RemoteTask::ref).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void what_is_not_there_is_said_to_be_not_there() {
        RemoteTask made = ok(remote.create(list, titled("Here")));
        String elsewhere = ok(remote.createList("Elsewhere")).id();
        assertThat(task(ok(remote.find(new RemoteRef(list, NOBODY))))).isEmpty();
        assertThat(task(ok(remote.find(new RemoteRef(elsewhere, made.ref().id())))))
                .isEmpty();
        assertThat(ok(reads.openTasks(NOBODY)).map(Listing::tasks)).isEmpty();
        assertThat(ok(reads.openTasks(elsewhere)).map(Listing::tasks)).contains(List.of());
    }

    @Test
    void an_update_of_nothing_is_not_taken_for_done() {
        RemoteTask made = ok(remote.create(list, titled("Here")));
        CanonicalContent after = with(made.content(), edit -> edit.title = "There");
        assertThat(update(
                        remote, at(made, new RemoteRef(list, NOBODY)), CanonicalChanges.between(made.content(), after)))
                .isNotInstanceOf(Ok.class);
        CanonicalContent done = with(after, edit -> edit.status = RemoteStatus.COMPLETED);
        assertThat(update(
                        remote, at(made, new RemoteRef(list, NOBODY)), CanonicalChanges.between(made.content(), done)))
                .isNotInstanceOf(Ok.class);
    }

    /** Refused where the remote gives a reason, unknown where it only fails. */
    @Test
    void a_create_in_no_list_is_not_taken_for_done() {
        assertThat(remote.create(NOBODY, titled("Nowhere"))).isNotInstanceOf(Ok.class);
        assertThat(ok(reads.openTasks(NOBODY)).map(Listing::tasks)).isEmpty();
    }

    @Test
    void a_list_is_no_task() {
        RemoteRef address = new RemoteRef(list, list);
        assertThatIllegalArgumentException().isThrownBy(() -> remote.find(address));
        assertThatIllegalArgumentException().isThrownBy(() -> remote.delete(address));
        assertThatIllegalArgumentException().isThrownBy(() -> remote.move(address, list));
        assertThat(ok(reads.openTasks(list)).map(Listing::tasks)).isPresent();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final void changedAlone(CanonicalContent from, Consumer<Edit>... edits) {
        RemoteTask made = ok(remote.create(list, from));
        assertThat(made.content()).isEqualTo(held(from));
        written(made, with(from, edits));
    }

    /** Writes a change, and requires that the answer and a later read show the wanted content. */
    RemoteTask written(RemoteTask current, CanonicalContent wanted) {
        CanonicalChanges changes = CanonicalChanges.between(current.content(), wanted);
        assertThat(ok(update(remote, current, changes))).isEqualTo(held(wanted));
        RemoteTask after = found(current);
        assertThat(after.content()).isEqualTo(held(wanted));
        return after;
    }

    /** Sends the script of a change until a step is not answered as done; returns the last answer. */
    public static RemoteAnswer<CanonicalContent> update(
            RemoteTasks remote, RemoteTask current, CanonicalChanges changes) {
        RemoteAnswer<CanonicalContent> answer = new Ok<>(current.content());
        for (Step step : remote.script(current, changes)) {
            answer = answer.flatMap(before -> remote.send(step));
        }
        return answer;
    }

    /** Returns the part of a content that the service holds: it silently ignores the rest. */
    private CanonicalContent held(CanonicalContent content) {
        return known(content).holding(capabilities().holds());
    }

    RemoteTask completed(RemoteTask task) {
        return written(task, with(task.content(), edit -> edit.status = RemoteStatus.COMPLETED));
    }

    /** Updates the tasks in as many requests as needed; returns the reasons of the refused updates. */
    private Map<String, String> updatedAll(Map<RemoteTask, CanonicalContent> wanted) {
        Map<String, String> refused = new HashMap<>();
        List<Step> together = new ArrayList<>();
        wanted.forEach((task, content) -> {
            List<Step> script = remote.script(task, CanonicalChanges.between(task.content(), content));
            if (script.size() == 1) {
                together.addAll(script);
            } else {
                script.forEach(remote::send);
            }
        });
        batches(together, capabilities().batch().updates())
                .forEach(batch -> refused.putAll(ok(remote.updateAll(batch))));
        return refused;
    }

    private static <T> List<List<T>> batches(List<T> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)))
                .toList();
    }

    private RemoteTask found(RemoteTask task) {
        return task(ok(remote.find(task.ref()))).orElseThrow();
    }

    private List<RemoteTask> open() {
        return listed(list).stream()
                .filter(task -> task.content().status() == RemoteStatus.OPEN)
                .toList();
    }

    private List<RemoteTask> listed(String of) {
        return ok(reads.openTasks(of)).orElseThrow().tasks();
    }

    private static RemoteTask at(RemoteTask task, RemoteRef ref) {
        return new RemoteTask(ref, task.content(), task.items(), task.checklistKind(), false, null);
    }

    private Optional<RemoteTask> anywhere(String id) {
        return task(ok(reads.openAnywhere()).find(id));
    }

    private static Optional<RemoteTask> task(LookupResult found) {
        assertThat(found).as("it can be read").isNotInstanceOf(LookupResult.Unreadable.class);
        return found instanceof LookupResult.Found(var task) ? Optional.of(task) : Optional.empty();
    }

    static <T> T ok(RemoteAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Ok.class);
        return ((Ok<T>) answer).value();
    }

    private static When day(String date) {
        return new When.Day(LocalDate.parse(date));
    }

    private static When moment(String instant) {
        return new When.Moment(Instant.parse(instant));
    }

    static CanonicalContent titled(String title) {
        return new Edit(title).content();
    }

    private static CanonicalContent full(@Nullable String parent) {
        Edit edit = new Edit("Full");
        edit.description = "All that there is";
        edit.priority = Priority.MEDIUM;
        edit.tags = Set.of("dev");
        edit.start = day("2026-10-24");
        edit.due = day("2026-10-26");
        edit.checklist = List.of(new ChecklistEntry("one", true), new ChecklistEntry("two", false));
        edit.parent = parent;
        return edit.content();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static CanonicalContent with(CanonicalContent from, Consumer<Edit>... edits) {
        Edit edit = new Edit(from);
        Arrays.stream(edits).forEach(each -> each.accept(edit));
        return edit.content();
    }

    /** A content under construction. */
    static final class Edit {
        String title;
        String description = "";
        Priority priority = Priority.NONE;
        Set<String> tags = Set.of();

        @Nullable
        When start;

        @Nullable
        When due;

        ZoneId zone = MADRID;
        List<ChecklistEntry> checklist = List.of();
        RemoteStatus status = RemoteStatus.OPEN;

        @Nullable
        String parent;

        Edit(String title) {
            this.title = title;
        }

        Edit(CanonicalContent from) {
            title = from.title();
            description = from.description();
            priority = from.priority();
            tags = from.tags();
            start = from.startDate();
            due = from.dueDate();
            checklist = from.checklist();
            status = from.status();
            parent = from.parent();
        }

        CanonicalContent content() {
            return new CanonicalContent(
                    title, description, priority, new TreeSet<>(tags), start, due, zone, checklist, status, parent);
        }
    }
}
