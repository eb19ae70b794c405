package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An hour of any lasting trouble costs few calls besides those of the polls, and no event after the first of them. */
class StandingTroubleTest {
    private static final int MOST_CALLS = 20;
    private static final int HOURS = 8;

    private World world = new World(Duration.ofMinutes(1));
    private EntityRef good;
    private EntityRef bad;
    private int quiet;

    @BeforeEach
    void begin() {
        bothSidesAgree();
    }

    private void bothSidesAgree() {
        world.cardList();
        good = world.project("Good");
        bad = world.project("Bad");
        hour();
        quiet = hour();
    }

    /** Returns the number of calls in an hour. */
    private int hour() {
        return callsOfAnHour().size();
    }

    private List<Call> callsOfAnHour() {
        return callsOf(Duration.ofHours(1));
    }

    private List<Call> callsOf(Duration time) {
        world.remote.calls();
        Instant end = world.clock.instant().plus(time);
        while (world.clock.instant().isBefore(end)) {
            Instant next = world.runner.runDue();
            world.remote.passTime();
            world.clock.forward(Duration.ofMillis(1));
            world.clock.forwardTo(next.isBefore(end) ? next : end);
        }
        return world.remote.calls();
    }

    /** The trouble has begun a moment ago. */
    private void standsForHours() {
        assertThat(hour() - quiet).as("calls in the first hour").isLessThanOrEqualTo(MOST_CALLS);
        int events = world.ledger.size();
        for (int hour = 2; hour <= HOURS; hour++) {
            assertThat(hour() - quiet).as("calls in hour %s", hour).isLessThanOrEqualTo(MOST_CALLS);
            assertThat(world.ledger.eventsFrom(events))
                    .as("events in hour %s", hour)
                    .isEmpty();
        }
    }

    private void isTold(String reason) {
        SyncStatus status = world.runner.status();
        assertThat(status.state().word()).isEqualTo("attention");
        assertThat(status.message()).contains(reason);
    }

    private void othersGoOn() {
        world.rename(good, "Better");
        world.cycle();
        assertThat(world.remote.live()).extracting(card -> card.content.title()).contains("Better");
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.IDLE);
    }

    private static boolean isPoison(CanonicalContent content) {
        return content.title().startsWith("Poison");
    }

    @Test
    void a_question_about_a_task_in_a_list_that_is_to_go() {
        IntStream.range(0, 5).forEach(each -> world.project("List " + each, ProjectStatus.ACTIVE, Placement.LIST, ""));
        EntityRef leaving = world.project("Leaving", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef task = world.task(leaving, "Task");
        hour();
        world.delete(leaving);
        Card card = world.remote.card("Task");
        world.phone.rename(card, "Theirs");
        world.phone.add(card.list, "Foreign");
        hour();
        ConflictBook.Entry question = world.conflicts.all().stream()
                .filter(each -> each.link().entity().equals(EntityRef.list(leaving.id())))
                .findFirst()
                .orElseThrow();
        world.resolve(question, Choice.LOCAL, null);
        hour();
        assertThat(callsOfAnHour()).filteredOn(Call.SEARCH_OPEN::equals).isEmpty();
        assertThat(world.conflicts.of(task)).isNotEmpty();
    }

    /** No list is to show it, as it was finished when both agreed; nor is its next try due for hours. */
    @Test
    void a_question_about_a_finished_task_that_is_opened_again_and_moved_away() {
        IntStream.range(0, 8).forEach(each -> world.project("List " + each, ProjectStatus.ACTIVE, Placement.LIST, ""));
        EntityRef list = world.project("Of it", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef task = world.task(list, "Task");
        hour();
        world.status(task, TaskStatus.COMPLETED);
        hour();
        Card card = world.remote.card("Task");
        world.delete(task);
        world.phone.reopen(card);
        IntStream.range(0, HOURS).forEach(each -> hour());
        assertThat(world.conflicts.of(task)).hasSize(1);

        String elsewhere = world.remote.addList("Groceries").id();
        world.phone.move(card, elsewhere);
        callsOf(Duration.ofMinutes(15)); // in which each list is read

        assertThat(world.conflicts.of(task))
                .singleElement()
                .extracting(ConflictBook.Entry::dispute)
                .asInstanceOf(InstanceOfAssertFactories.type(Dispute.DeletedLocally.class))
                .extracting(question -> question.object().list())
                .as("the question says where it is")
                .isEqualTo(elsewhere);
    }

    @Test
    void a_write_that_is_never_answered() {
        world.remote.poison(StandingTroubleTest::isPoison);
        world.rename(bad, "Poison");
        standsForHours();
        isTold("did not answer this write several times");
        assertThat(((SyncLink.Linked) world.link(bad)).sent()).hasSize(1);
        othersGoOn();

        world.remote.poison(content -> false);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.remote.card("Poison")).isNotNull();
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    /** No list shows it, so each look at it is a call. */
    @Test
    void a_write_of_a_finished_one_that_is_never_answered() {
        world.phone.abandon(world.remote.card("Bad"));
        hour();
        world.remote.poison(StandingTroubleTest::isPoison);
        world.rename(bad, "Poison");
        standsForHours();
        isTold("did not answer this write several times");
    }

    @Test
    void what_is_never_answered_is_the_items_own_trouble() {
        world.remote.poison(StandingTroubleTest::isPoison);
        world.rename(bad, "Poison");
        world.cycle();
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.IDLE);
        assertThat(world.runner.status().state().word()).isNotEqualTo("unreachable");
        othersGoOn();
    }

    @Test
    void an_edit_is_sent_at_once_whatever_was_never_answered_before() {
        world.remote.poison(StandingTroubleTest::isPoison);
        world.rename(bad, "Poison");
        hour();
        world.rename(bad, "Cure");
        world.cycle();
        assertThat(world.remote.card("Cure")).isNotNull();
        assertThat(((SyncLink.Linked) world.link(bad)).refusal()).isNull();
    }

    @Test
    void a_write_that_is_refused() {
        world.remote.chaos(call -> call == Call.UPDATE ? Fault.REFUSED : Fault.NONE);
        world.rename(bad, "Other");
        standsForHours();
        isTold("refused");
    }

    @Test
    void a_write_that_is_answered_as_done_and_ignored() {
        world.remote.keep(Field.TITLE);
        world.rename(bad, "Other");
        standsForHours();
        isTold("kept another title");
    }

    @Test
    void a_write_that_is_taken_in_part() {
        world.remote.keep(Field.TITLE);
        world.rename(bad, "Other");
        world.prioritise(bad, Priority.HIGH);
        standsForHours();
        isTold("kept another title");
        assertThat(world.remote.card("Bad").content.priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void a_task_that_is_deeper_than_the_remote_shows() {
        world.remote.deepest(2);
        EntityRef above = world.task(bad, "Above");
        EntityRef deep = world.task(bad, above, "Deep");
        standsForHours();
        isTold("kept another parent");
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.taskView(deep).parentId()).isEqualTo(above.id());
        world.phone.rename(world.remote.card("Deep"), "There");
        hour();
        world.rename(above, "Higher");
        hour();
        assertThat(world.taskView(deep).title()).isEqualTo("There");
        assertThat(world.taskView(deep).parentId()).as("what it is below here").isEqualTo(above.id());
        world.remote.deepest(3);
        world.rename(deep, "Here");
        hour();
        assertThat(world.remote.card("Here").content.parent()).isEqualTo(world.remote.card("Higher").id);
        assertThat(world.there()).isEqualTo(world.here());
    }

    @Test
    void what_came_through_at_last_does_not_wait_for_as_long_again() {
        world.remote.chaos(call -> call == Call.CREATE ? Fault.REFUSED : Fault.NONE);
        world.project("New", ProjectStatus.ABANDONED, Placement.CARD, "");
        for (int hour = 0; hour < HOURS; hour++) {
            hour();
        }
        world.remote.chaos(call -> Fault.NONE);
        world.remote.has(Habit.OLD_FIRST_LOOK, true);
        world.full();
        assertThat(world.remote.card("New").content.status()).isEqualTo(RemoteStatus.OPEN);
        hour();
        assertThat(world.remote.card("New").content.status()).isEqualTo(RemoteStatus.ABANDONED);
    }

    /** Its list is quiet, and not read in each cycle. */
    @Test
    void a_copy_that_a_person_is_asked_about() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        for (int other = 0; other < 3; other++) {
            world.project("Other " + other, ProjectStatus.ACTIVE, Placement.LIST, "");
        }
        EntityRef task = world.task(listed, "Copied");
        hour();
        Card before = world.remote.card("Copied");
        world.phone.delete(before);
        hour();
        world.restore(task);
        world.cycle();
        world.phone.restore(before);
        hour();
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
        assertThat(callsOfAnHour().stream().filter(Call.FIND_ANYWHERE::equals)).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void a_create_that_is_refused() {
        world.remote.chaos(call -> call == Call.CREATE ? Fault.REFUSED : Fault.NONE);
        world.project("New");
        standsForHours();
        isTold("refused");
        world.remote.chaos(call -> Fault.NONE);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.remote.card("New")).isNotNull();
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void a_create_that_is_never_answered() {
        world.remote.poison(StandingTroubleTest::isPoison);
        world.project("Poison");
        standsForHours();
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
        othersGoOn();
    }

    @Test
    void creates_that_are_never_answered_one_below_the_other() {
        world.remote.poison(StandingTroubleTest::isPoison);
        EntityRef task = world.task(good, "Poison");
        hour();
        world.move(task, world.project("Poison card"), null);
        standsForHours();
    }

    @Test
    void a_delete_that_is_refused() {
        world.remote.chaos(call -> call == Call.DELETE ? Fault.REFUSED : Fault.NONE);
        Instant since = world.clock.instant();
        world.delete(bad);
        standsForHours();
        isTold("one deleted project or task could not be deleted in TickTick since " + since + ": refused");

        world.remote.chaos(call -> Fault.NONE);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void a_list_whose_delete_is_refused() {
        EntityRef list = world.project("List", ProjectStatus.ACTIVE, Placement.LIST, "");
        hour();
        quiet = hour();
        world.remote.chaos(call -> call == Call.DELETE_LIST ? Fault.REFUSED : Fault.NONE);
        world.delete(list);
        standsForHours();
        isTold("could not be deleted in TickTick since");
    }

    @Test
    void many_that_are_moved_into_a_list_that_is_full() {
        EntityRef small = world.project("Small", ProjectStatus.ACTIVE, Placement.LIST, "");
        List<EntityRef> tasks = IntStream.range(0, 60)
                .mapToObj(number -> world.task(bad, "Task " + number))
                .toList()
                .subList(0, 12);
        hour();
        quiet = hour();
        String list = ((SyncLink.Linked) world.link(EntityRef.list(small.id())))
                .remote()
                .list();
        world.remote.full(list, true);
        tasks.forEach(task -> world.move(task, small, null));
        standsForHours();
        isTold("the list \"Small\" has accepted nothing new");
        world.rename(tasks.getLast(), "Other");
        world.cycle();
        assertThat(world.remote.card("Other").list).as("written where it is").isNotEqualTo(list);
        othersGoOn();

        world.remote.full(list, false);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.remote.live())
                .filteredOn(card -> card.list.equals(list))
                .hasSize(12);
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void a_delete_that_is_never_answered() {
        world.remote.chaos(call -> call == Call.DELETE ? Fault.LOST_REQUEST : Fault.NONE);
        world.delete(bad);
        standsForHours();
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.IDLE);
        isTold("could not be deleted in TickTick since");
    }

    /** What a person has abandoned is in no list, so nothing shows that it is deleted. */
    @Test
    void a_question_of_status_and_a_card_that_was_deleted_meanwhile() {
        world = new World(
                new World.Kind(true, ConflictPolicy.HOLD, Duration.ofMinutes(1), ConnectorMode.SANDBOX, Sabotage.NONE));
        bothSidesAgree();
        world.remote.echoesWritesToDeleted(false);
        EntityRef task = world.task(bad, "Task");
        hour();
        Card card = world.remote.card("Task");
        world.phone.abandon(card);
        world.status(task, TaskStatus.COMPLETED);
        hour();
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
        world.phone.delete(card);
        world.rename(task, "Other");
        standsForHours();
    }

    @Test
    void a_question_of_one_field_and_a_write_of_another_that_is_ignored() {
        world = new World(
                new World.Kind(true, ConflictPolicy.HOLD, Duration.ofMinutes(1), ConnectorMode.SANDBOX, Sabotage.NONE));
        bothSidesAgree();
        world.phone.rename(world.remote.card("Bad"), "There");
        world.rename(bad, "Here");
        hour();
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
        world.remote.keep(Field.PRIORITY);
        world.prioritise(bad, Priority.HIGH);
        standsForHours();
        isTold("kept another priority");
    }

    /** It is to go, and what somebody has written on it there is not to go with it. */
    @Test
    void a_card_that_a_list_replaces_and_of_which_a_person_is_asked() {
        world = new World(
                new World.Kind(true, ConflictPolicy.HOLD, Duration.ofMinutes(1), ConnectorMode.SANDBOX, Sabotage.NONE));
        bothSidesAgree();
        world.phone.describe(world.remote.card("Bad"), "There");
        world.place(bad, Placement.LIST);
        world.describe(bad, "Here");
        for (int hour = 1; hour <= 3; hour++) {
            assertThat(callsOfAnHour()).filteredOn(Call.FIND::equals).hasSizeLessThanOrEqualTo(MOST_CALLS);
        }
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
    }

    /** It is seen where it was moved to, and by no list that is kept in step: each look at it is a call. */
    @Test
    void a_finished_one_that_was_moved_away_and_is_changed_here() {
        Card card = world.remote.card("Bad");
        world.phone.abandon(card);
        hour();
        world.phone.move(card, world.remote.addList("Elsewhere").id());
        world.rename(bad, "Other");
        standsForHours();
    }

    private String listOf(EntityRef project) {
        return ((SyncLink.Linked) world.link(EntityRef.list(project.id())))
                .remote()
                .list();
    }

    /** What the one look in the whole account has shown of both stands for both. */
    @Test
    void a_card_list_that_is_gone_and_a_new_task_below_one_that_no_list_shows() {
        EntityRef project = world.project("List", ProjectStatus.ACTIVE, Placement.LIST, "");
        hour();
        quiet = hour();
        Card abandoned = world.phone.add(listOf(project), "Abandoned");
        world.phone.abandon(abandoned);
        world.phone.deleteList(world.remote.card("Bad").list);
        world.phone.addBelow(abandoned, "Below it");
        standsForHours();
    }

    /** Their deletion waits for a word, and each of them is missing from its list at each poll. */
    @Test
    void many_deletions_that_wait_for_a_word() {
        List<EntityRef> tasks = IntStream.range(0, 30)
                .mapToObj(number -> world.task(bad, "Task " + number))
                .toList();
        hour();
        quiet = hour();
        tasks.forEach(task ->
                world.phone.delete(world.remote.card(world.taskView(task).title())));
        int before = quiet;
        hour();
        for (int hour = 2; hour <= HOURS; hour++) {
            assertThat(hour() - before).as("calls in hour %s", hour).isLessThanOrEqualTo(MOST_CALLS);
        }
        isTold("wait for your approval");

        world.holds.list(world.account).forEach(each -> world.holds.approve(world.account, each.planHash(), "owner"));
        hour();
        assertThat(tasks).allMatch(task -> world.taskView(task).deletedAt() != null);
    }

    /** Something new that a guard holds may be no more than a list that lags behind: it is asked for. */
    @Test
    void new_ones_that_wait_for_a_word() {
        world = World.live(Duration.ofMinutes(1));
        bothSidesAgree();
        IntStream.range(0, 60)
                .forEach(number ->
                        world.remote.add(world.remote.card("Good").list, CanonicalContent.list("New " + number)));
        standsForHours();
    }

    @Test
    void an_account_that_is_full() {
        world.remote.full(true);
        IntStream.range(0, 200).forEach(number -> world.project("New " + number));
        int before = world.ledger.size();
        world.cycle();
        assertThat(world.ledger.eventsFrom(before)).as("one batch was tried").hasSizeLessThanOrEqualTo(100);
        standsForHours();
        isTold("the list \"Dev Projects\" has accepted nothing new");
        EntityRef late = world.project("Late");
        int events = world.ledger.size();
        world.cycle();
        assertThat(world.ledger.eventsFrom(events)).as("nothing of each").isEmpty();
        assertThat(world.work.reason(late)).contains("the account is full");
        othersGoOn();

        world.remote.full(false);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.remote.live()).hasSize(203);
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    /** It was answered that nothing was made, so that nothing of another name has to be looked at for it. */
    @Test
    void an_account_that_is_full_and_what_others_made_and_abandoned_meanwhile() {
        world.remote.full(true);
        EntityRef late = world.project("Late");
        world.cycle();
        world.clock.forward(Duration.ofSeconds(1));
        Card theirs = world.remote.add(world.link(good).object().list(), CanonicalContent.list("Milk"));
        world.phone.describe(theirs, "two bottles");
        world.phone.abandon(theirs);
        hour();
        assertThat(world.conflicts.all()).isEmpty();

        world.remote.full(false);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.link(late)).isInstanceOf(SyncLink.Linked.class);
    }

    private EntityRef refusedAsTheAccountIsFull(String name) {
        world.remote.full(true);
        EntityRef refused = world.project(name);
        world.cycle();
        world.clock.forward(Duration.ofSeconds(1));
        return refused;
    }

    private void theAccountTakesMore() {
        world.remote.full(false);
        world.clock.forward(Duration.ofHours(6));
        hour();
    }

    private Card unreadable(String name) {
        Card card = world.remote.add(world.link(good).object().list(), CanonicalContent.list(name));
        card.unreadable = "it has the unknown status 7";
        return card;
    }

    private void waitsFor(Card card, EntityRef refused) {
        String told = "the task " + card.id + " in TickTick cannot be read, and may be the one that Devledger created;"
                + " Devledger waits until it can be read or is deleted";
        assertThat(world.link(refused)).isInstanceOf(SyncLink.None.class);
        assertThat(world.work.reason(refused)).isEqualTo(told);
        isTold(told);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_account_that_is_full_and_another_new_task_that_cannot_be_read(boolean written) {
        EntityRef late = refusedAsTheAccountIsFull("Late");
        Card theirs = unreadable("Milk");
        if (written) {
            world.phone.describe(theirs, "two bottles");
        }
        hour();
        theAccountTakesMore();
        assertThat(world.link(late)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void an_account_that_is_full_and_a_new_task_of_that_name_that_cannot_be_read() {
        EntityRef late = refusedAsTheAccountIsFull("Late");
        Card theirs = unreadable("Late");
        hour();
        theAccountTakesMore();
        waitsFor(theirs, late);
        int events = world.ledger.size();
        hour();
        assertThat(world.ledger.eventsFrom(events)).isEmpty();

        world.phone.delete(theirs);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.link(late)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void an_account_that_is_full_and_a_new_task_of_which_not_even_the_name_can_be_read() {
        EntityRef late = refusedAsTheAccountIsFull("Late");
        world.remote.hidesNames();
        Card theirs = unreadable("Milk");
        hour();
        theAccountTakesMore();
        waitsFor(theirs, late);

        theirs.unreadable = null;
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.link(late)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.projectCalled("Milk")).isNotNull();
    }

    /** What was refused has made nothing, and whether a later try has made that one a person says. */
    @Test
    void an_account_that_is_full_and_a_task_of_that_name_that_somebody_has_in_another_list() {
        EntityRef late = refusedAsTheAccountIsFull("Late");
        Card theirs = world.remote.add(world.link(good).object().list(), CanonicalContent.list("Late"));
        world.phone.move(theirs, world.remote.addList("Elsewhere").id());
        theAccountTakesMore();
        assertThat(world.link(late)).isInstanceOf(SyncLink.Stopped.class);
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
    }

    /** A try of what was refused is not on record, so the next process looks for what it has made. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void an_account_that_is_full_no_more_and_a_process_that_dies_after_a_try(int steps) {
        world.remote.full(true);
        world.project("New");
        world.cycle();
        world.remote.full(false);
        world.remote.withoutContent(Set.of(world.link(good).object().list()));
        world.remote.onEachCall(call -> {
            if (call == Call.CREATE) {
                world.steps.crashAt(world.steps.taken() + steps);
            }
        });
        world.fullOrDie();
        world.fullOrDie();
        assertThat(world.cards()).containsExactlyInAnyOrder("Good", "Bad", "New");
        assertThat(world.link(world.projectCalled("New"))).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void who_asks_for_all_there_is_tries_a_full_account_with_one_of_them() {
        world.remote.full(true);
        IntStream.range(0, 60).forEach(number -> world.project("New " + number));
        world.cycle();
        world.remote.calls();
        world.full();
        assertThat(world.remote.calls().stream().filter(call -> call == Call.CREATE || call == Call.CREATE_ALL))
                .hasSize(1);

        world.remote.full(false);
        world.full();
        assertThat(world.remote.live()).hasSize(62);
    }

    @Test
    void new_ones_one_by_one_where_the_account_is_full() {
        world.remote.full(true);
        world.project("New");
        world.cycle();
        world.remote.calls();
        int events = world.ledger.size();
        for (int minute = 0; minute < 9; minute++) {
            world.clock.forward(Duration.ofMinutes(1));
            world.project("New " + minute);
            world.runner.runDue();
        }
        assertThat(world.remote.calls()).doesNotContain(Call.CREATE, Call.CREATE_ALL);
        assertThat(world.ledger.eventsFrom(events)).hasSize(9);
    }

    @Test
    void an_account_that_takes_no_more_lists() {
        world.remote.full(true);
        IntStream.range(0, 5)
                .forEach(number -> world.task(
                        world.project("List " + number, ProjectStatus.ACTIVE, Placement.LIST, ""), "Task " + number));
        standsForHours();
        isTold("the TickTick account has accepted nothing new");
        othersGoOn();
        world.remote.full(false);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.remote.allLists()).hasSize(6);
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void a_list_in_which_nothing_may_be_written() {
        EntityRef shared = world.project("Shared", ProjectStatus.ACTIVE, Placement.LIST, "");
        List<EntityRef> tasks = IntStream.range(0, 8)
                .mapToObj(number -> world.task(shared, "Task " + number))
                .toList();
        hour();
        quiet = hour();
        String list = ((SyncLink.Linked) world.link(EntityRef.list(shared.id())))
                .remote()
                .list();
        world.remote.forbid(list);
        tasks.forEach(task -> world.rename(task, "Other " + task.id()));
        world.task(shared, "New");
        standsForHours();
        isTold("the list \"Shared\" has accepted no writes");
        othersGoOn();

        world.remote.allow(list);
        world.clock.forward(Duration.ofHours(6));
        hour();
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void a_list_that_is_never_made() {
        world.remote.chaos(call -> call == Call.CREATE_LIST ? Fault.LOST_REQUEST : Fault.NONE);
        world.task(world.project("List", ProjectStatus.ACTIVE, Placement.LIST, ""), "Task");
        standsForHours();
        othersGoOn();
    }

    @Test
    void a_list_that_is_refused() {
        world.remote.chaos(call -> call == Call.CREATE_LIST ? Fault.REFUSED : Fault.NONE);
        world.task(world.project("List", ProjectStatus.ACTIVE, Placement.LIST, ""), "Task");
        standsForHours();
        isTold("refused");
        othersGoOn();
    }

    @Test
    void who_asks_for_all_there_is_does_not_send_again_what_was_ignored() {
        world.remote.keep(Field.TITLE);
        world.rename(bad, "Other");
        world.cycle();
        world.remote.calls();
        world.full();
        world.full();
        assertThat(world.remote.calls()).doesNotContain(Call.UPDATE);
        world.rename(bad, "Another");
        world.full();
        assertThat(world.remote.calls()).contains(Call.UPDATE);
    }

    @Test
    void several_new_ones_that_are_refused_one_by_one() {
        world.remote.chaos(call -> Set.of(Call.CREATE, Call.CREATE_ALL).contains(call) ? Fault.REFUSED : Fault.NONE);
        IntStream.range(0, 3).forEach(number -> world.project("New " + number));
        hour();
        int events = world.ledger.size();
        List<Integer> calls = IntStream.range(1, HOURS).mapToObj(hour -> hour()).toList();
        assertThat(world.ledger.eventsFrom(events)).isEmpty();
        assertThat(calls).allSatisfy(each -> assertThat(each - quiet).isLessThanOrEqualTo(MOST_CALLS));
    }
}
