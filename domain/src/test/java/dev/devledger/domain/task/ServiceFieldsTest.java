package dev.devledger.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The fields that only a service has are kept as they were read, and never used. */
class ServiceFieldsTest {
    private static final TaskId ID = new TaskId(new UUID(1, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final TaskDecider DECIDER = new TaskDecider();

    private static final TaskEvent CREATED = new TaskEvent.Created(
            ID,
            new TaskKey(1),
            new Place(new ProjectId(new UUID(2, 2)), null),
            new TaskDetails("Write", "", Priority.NONE, new TreeSet<>(), Schedule.none(ZoneOffset.UTC), List.of()),
            AT);

    static TaskEvent.FieldsRead read(String name, @Nullable Object from, @Nullable Object to) {
        return new TaskEvent.FieldsRead(
                new TaskId(new UUID(1, 1)), "clickup", new TreeMap<>(Map.of(name, new Change<>(from, to))), AT);
    }

    private static Task after(TaskEvent... events) {
        Task task = DECIDER.evolve(DECIDER.initial(), CREATED);
        for (TaskEvent event : events) {
            task = DECIDER.evolve(task, event);
        }
        return task;
    }

    private static List<TaskEvent> decided(Task task, String connector, Map<String, Object> fields) {
        return DECIDER.decide(new TaskCommand.RecordServiceFields(ID, connector, new TreeMap<>(fields), AT), task);
    }

    @Test
    void what_is_new_changed_or_gone_is_told_and_all_else_is_not() {
        Task task = after(read("Points", null, 3), read("Sprint", null, "12"), read("Team", null, List.of("a", "b")));
        assertThat(decided(task, "clickup", Map.of("Points", 5, "Team", List.of("a", "b"), "Ready", true)))
                .containsExactly(new TaskEvent.FieldsRead(
                        ID,
                        "clickup",
                        new TreeMap<>(Map.of(
                                "Points",
                                new Change<>(3, 5),
                                "Ready",
                                new Change<>(null, true),
                                "Sprint",
                                new Change<>("12", null))),
                        AT));
    }

    @Test
    void what_is_so_already_is_no_event_whoever_has_read_it() {
        Task task = after(read("Points", null, 3), read("Costs", null, 12.5));
        assertThat(decided(task, "clickup", Map.of("Points", new BigDecimal("3.00"), "Costs", new BigDecimal("12.50"))))
                .isEmpty();
        assertThat(decided(task, "other", Map.of())).isEmpty();
    }

    @Test
    void each_service_has_its_own() {
        Task task = after(read("Points", null, 3));
        TaskEvent other = decided(task, "other", Map.of("Points", 8)).getFirst();
        assertThat(DECIDER.evolve(task, other).present().fields().byConnector())
                .isEqualTo(Map.of("clickup", Map.of("Points", 3L), "other", Map.of("Points", 8L)));
        assertThat(after(read("Points", null, 3), read("Points", 3, null))
                        .present()
                        .fields())
                .isEqualTo(ServiceFields.NONE);
    }

    @Test
    void what_is_deleted_is_not_read() {
        Task deleted = after(new TaskEvent.Deleted(ID, null, AT));
        assertThat(decided(deleted, "clickup", Map.of("Points", 3))).isEmpty();
    }

    @Test
    void a_field_is_named_by_its_service_and_its_name() {
        assertThat(read("Story points", 3, 5).list())
                .containsExactly(new FieldChange("fields.clickup.Story points", 3L, 5L));
    }

    @Test
    void a_number_that_cannot_be_held_as_it_is_is_a_text() {
        Map<String, Object> fields = Map.of("Huge", new BigDecimal("12345678901234567890.5"), "Small", 0.1);
        assertThat(decided(after(), "clickup", fields))
                .singleElement()
                .extracting(event -> ((TaskEvent.FieldsRead) event).changes())
                .isEqualTo(
                        Map.of("Huge", new Change<>(null, "12345678901234567890.5"), "Small", new Change<>(null, 0.1)));
    }
}
