package dev.devledger.application.sync.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.devledger.application.sync.conflict.FieldResolution.ChosenValue;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The value that a person gives for a field, in its JSON form. */
class ChosenValueTest {

    private static CanonicalChanges chosen(Field field, Object value) {
        CanonicalChanges changes = ChosenValue.of(field, Kind.TASK, value).changes();
        assertThat(changes.fields()).containsExactly(field);
        return changes;
    }

    private static void refused(Field field, Kind kind, Object value, String allowed) {
        assertThatExceptionOfType(Rejection.class)
                .as("%s as %s", value, field)
                .isThrownBy(() -> ChosenValue.of(field, kind, value))
                .satisfies(rejection -> {
                    assertThat(rejection.code()).isEqualTo(Rejection.Code.INVALID);
                    assertThat(rejection.violations()).singleElement().satisfies(each -> {
                        assertThat(each.field()).isEqualTo("value");
                        assertThat(each.message()).contains(allowed);
                    });
                });
    }

    @Test
    void a_text_is_a_string() {
        assertThat(chosen(Field.TITLE, "New").title().to()).isEqualTo("New");
        assertThat(chosen(Field.DESCRIPTION, "").description().to()).isEmpty();
        for (Field field : List.of(Field.TITLE, Field.DESCRIPTION, Field.PARENT)) {
            refused(field, Kind.TASK, 1, "a string is expected");
            refused(field, Kind.TASK, List.of("a"), "a string is expected");
            refused(field, Kind.TASK, Map.of("a", "b"), "a string is expected");
        }
    }

    @Test
    void a_priority_is_one_of_the_words() {
        assertThat(chosen(Field.PRIORITY, "high").priority().to()).isEqualTo(Priority.HIGH);
        refused(Field.PRIORITY, Kind.TASK, "HIGH", "none, low, medium, high");
        refused(Field.PRIORITY, Kind.TASK, 3, "none, low, medium, high");
    }

    @Test
    void tags_are_a_list_of_strings() {
        assertThat(chosen(Field.TAGS, List.of("b", "a", "b")).tags().to()).containsExactly("a", "b");
        assertThat(chosen(Field.TAGS, List.of()).tags().to()).isEmpty();
        refused(Field.TAGS, Kind.TASK, "a", "a list of strings is expected");
        refused(Field.TAGS, Kind.TASK, List.of("a", 1), "a string is expected");
        refused(Field.TAGS, Kind.TASK, Arrays.asList("a", null), "a string is expected");
    }

    @Test
    void dates_are_an_object_of_those_that_there_are() {
        assertThat(chosen(Field.DATES, Map.of("dueDate", "2026-03-31")).dates().to())
                .isEqualTo(new Dates(null, new When.Day(LocalDate.of(2026, 3, 31)), null));
        assertThat(chosen(
                                Field.DATES,
                                Map.of(
                                        "startDate",
                                        "2026-03-31T09:00:00Z",
                                        "dueDate",
                                        "2026-03-31T10:30:00Z",
                                        "timeZone",
                                        "Europe/Berlin"))
                        .dates()
                        .to())
                .isEqualTo(new Dates(
                        new When.Moment(Instant.parse("2026-03-31T09:00:00Z")),
                        new When.Moment(Instant.parse("2026-03-31T10:30:00Z")),
                        ZoneId.of("Europe/Berlin")));
        assertThat(chosen(Field.DATES, Map.of()).dates().to()).isEqualTo(new Dates(null, null, null));
        Map<String, Object> none = new HashMap<>();
        none.put("dueDate", null);
        assertThat(chosen(Field.DATES, none).dates().to()).isEqualTo(new Dates(null, null, null));
        refused(Field.DATES, Kind.TASK, "2026-03-31", "{startDate, dueDate, timeZone} is expected");
        refused(Field.DATES, Kind.TASK, Map.of("due", "2026-03-31"), "{startDate, dueDate, timeZone} is expected");
        refused(Field.DATES, Kind.TASK, Map.of("dueDate", "31.3.2026"), "a day such as 2026-03-31");
        refused(Field.DATES, Kind.TASK, Map.of("dueDate", "2026-02-30"), "a day such as 2026-03-31");
        refused(Field.DATES, Kind.TASK, Map.of("dueDate", 20260331), "a string is expected");
        refused(Field.DATES, Kind.TASK, Map.of("timeZone", "Atlantis/Capital"), "an IANA zone such as Europe/Berlin");
    }

    @Test
    void a_checklist_is_a_list_of_titles_and_whether_they_are_done() {
        assertThat(chosen(Field.CHECKLIST, List.of(Map.of("title", "one", "done", true), Map.of("title", "two")))
                        .checklist()
                        .to())
                .containsExactly(
                        new CanonicalContent.ChecklistEntry("one", true),
                        new CanonicalContent.ChecklistEntry("two", false));
        assertThat(chosen(Field.CHECKLIST, List.of()).checklist().to()).isEmpty();
        String expected = "a list of {title, done} is expected";
        refused(Field.CHECKLIST, Kind.TASK, "one", expected);
        refused(Field.CHECKLIST, Kind.TASK, List.of("one"), expected);
        refused(Field.CHECKLIST, Kind.TASK, List.of(Map.of("title", "one", "done", "yes")), expected);
        refused(Field.CHECKLIST, Kind.TASK, List.of(Map.of("title", "one", "id", "1")), expected);
        refused(Field.CHECKLIST, Kind.TASK, List.of(Map.of("done", true)), "a string is expected");
        refused(Field.CHECKLIST, Kind.TASK, new ArrayList<>(Arrays.asList((Object) null)), expected);
    }

    @Test
    void a_status_is_one_of_its_kind() {
        assertThat(chosen(Field.STATUS, "abandoned").status().to()).isEqualTo(RemoteStatus.ABANDONED);
        assertThat(ChosenValue.of(Field.STATUS, Kind.PROJECT, "active")
                        .changes()
                        .status()
                        .to())
                .isEqualTo(RemoteStatus.OPEN);
        assertThat(ChosenValue.of(Field.STATUS, Kind.PROJECT, "paused")
                        .changes()
                        .status()
                        .to())
                .isEqualTo(RemoteStatus.PAUSED);
        refused(Field.STATUS, Kind.TASK, "paused", "open, completed, abandoned");
        refused(Field.STATUS, Kind.PROJECT, "open", "planned, active, paused, blocked, completed, abandoned");
        refused(Field.STATUS, Kind.TASK, true, "open, completed, abandoned");
    }
}
