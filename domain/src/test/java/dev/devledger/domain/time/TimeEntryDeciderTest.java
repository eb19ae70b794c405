package dev.devledger.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeEntryDeciderTest {
    private static final TimeEntryId ID = new TimeEntryId(new UUID(1, 1));
    private static final TaskId TASK = new TaskId(new UUID(2, 2));
    private static final ProjectId PROJECT = new ProjectId(new UUID(3, 3));
    private static final Instant NINE = Instant.parse("2026-03-31T09:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final TimeEntryKey KEY = new TimeEntryKey(12);

    private static final TimeEntryDetails LOGGED = logged(NINE, NOON, false);
    private static final TimeEntryEvent CREATED = new TimeEntryEvent.Created(ID, KEY, LOGGED, NOON);

    private static TimeEntryDetails logged(Instant start, Instant end, boolean billed) {
        return new TimeEntryDetails(
                PersonId.OWNER,
                TASK,
                PROJECT,
                start,
                end,
                ZoneOffset.UTC,
                "Found the leak",
                new TreeSet<>(List.of("bug")),
                true,
                billed);
    }

    private static Scenario<TimeEntryCommand, TimeEntry, TimeEntryEvent> given(TimeEntryEvent... events) {
        return Scenario.given(new TimeEntryDecider(), events);
    }

    private static TimeEntryCommand create(TimeEntryDetails details) {
        return new TimeEntryCommand.Create(ID, KEY, details, false, NOON);
    }

    private static TimeEntryCommand edit(Patch<TimeEntryDetails> edit) {
        return new TimeEntryCommand.Edit(ID, edit, false, null, NOON);
    }

    private static Patch<TimeEntryDetails> noted(String note) {
        return Patch.of(TimeEntryDetails.NOTE, note);
    }

    @Test
    void the_project_is_that_of_the_task() {
        assertThat(LOGGED.project()).isNull();
    }

    @Test
    void an_entry_is_made_once() {
        given().when(create(LOGGED)).then(CREATED);
        given(CREATED).when(create(LOGGED)).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void what_is_logged_here_has_a_start_that_is_past_an_end_behind_it_and_at_most_24_hours() {
        given().when(create(logged(NOON.plusSeconds(1), NOON.plusSeconds(2), false)))
                .thenInvalid("start");
        given().when(create(logged(NINE, NINE.minusSeconds(1), false))).thenInvalid("end");
        given().when(create(logged(NINE.minusSeconds(86_401), NINE, false))).thenInvalid("end");
        TimeEntryDetails day = logged(NINE.minusSeconds(86_400), NINE, false);
        given().when(create(day)).then(new TimeEntryEvent.Created(ID, KEY, day, NOON));
        TimeEntryDetails nothing = logged(NINE, NINE, false);
        given().when(create(nothing)).then(new TimeEntryEvent.Created(ID, KEY, nothing, NOON));
    }

    @Test
    void what_a_service_brings_is_taken_as_it_is() {
        TimeEntryDetails long_ago = logged(NINE.minusSeconds(200_000), NINE, true);
        given().when(new TimeEntryCommand.Create(ID, KEY, long_ago, true, NOON))
                .then(new TimeEntryEvent.Created(ID, KEY, long_ago, NOON));
        given().when(new TimeEntryCommand.Create(ID, KEY, logged(NINE, null, true), true, NOON))
                .thenInvalid("billed");
    }

    @Test
    void of_what_is_too_long_all_but_the_time_can_be_changed() {
        TimeEntryDetails longAgo = logged(NINE.minusSeconds(200_000), NINE, false);
        given(new TimeEntryEvent.Created(ID, KEY, longAgo, NOON))
                .when(edit(noted("Forgotten")))
                .then(new TimeEntryEvent.Edited(
                        ID, Changes.of(TimeEntryDetails.NOTE, "Found the leak", "Forgotten"), NOON));
    }

    @Test
    void an_edit_says_what_was_and_what_is() {
        Patch<TimeEntryDetails> edit =
                Patch.of(TimeEntryDetails.PROJECT, PROJECT).set(TimeEntryDetails.END, NINE.plusSeconds(60));
        Changes<TimeEntryDetails> changes = Changes.of(TimeEntryDetails.TASK, TASK, null)
                .with(TimeEntryDetails.PROJECT, null, PROJECT)
                .with(TimeEntryDetails.END, NOON, NINE.plusSeconds(60));
        given(CREATED)
                .when(new TimeEntryCommand.Edit(ID, edit, false, 1L, NOON))
                .then(new TimeEntryEvent.Edited(ID, changes, NOON))
                .when(new TimeEntryCommand.Edit(ID, edit, false, 2L, NOON))
                .thenNothing();
        given(CREATED)
                .when(new TimeEntryCommand.Edit(ID, edit, false, 2L, NOON))
                .thenRejected(Code.STALE);
    }

    @Test
    void what_has_ended_does_not_run_again() {
        given(CREATED).when(edit(Patch.of(TimeEntryDetails.END, null))).thenInvalid("end");
    }

    @Test
    void what_is_billed_is_changed_only_once_it_is_unbilled() {
        TimeEntryEvent billed = new TimeEntryEvent.Created(ID, KEY, logged(NINE, NOON, true), NOON);
        given(billed).when(edit(noted("Other"))).thenRejected(Code.CONFLICT_STATE);
        given(billed).when(new TimeEntryCommand.Delete(ID, null, NOON)).thenRejected(Code.CONFLICT_STATE);
        given(billed).when(edit(Patch.of(TimeEntryDetails.BILLED, true))).thenNothing();
        given(billed)
                .when(edit(Patch.of(TimeEntryDetails.BILLED, false)))
                .then(new TimeEntryEvent.Edited(ID, Changes.of(TimeEntryDetails.BILLED, true, false), NOON))
                .when(new TimeEntryCommand.Delete(ID, 2L, NOON))
                .then(new TimeEntryEvent.Deleted(ID, NOON));
    }

    @Test
    void a_deleted_one_is_restored_before_it_is_changed() {
        TimeEntryEvent deleted = new TimeEntryEvent.Deleted(ID, NOON);
        given(CREATED, deleted).when(edit(noted("Other"))).thenRejected(Code.CONFLICT_STATE);
        given(CREATED, deleted)
                .when(new TimeEntryCommand.Delete(ID, null, NOON))
                .thenNothing();
        given(CREATED, deleted)
                .when(new TimeEntryCommand.Restore(ID, 2L, NOON))
                .then(new TimeEntryEvent.Restored(ID, NOON))
                .when(new TimeEntryCommand.Restore(ID, 3L, NOON))
                .thenNothing();
        given().when(edit(noted("Other"))).thenRejected(Code.NOT_FOUND);
    }
}
