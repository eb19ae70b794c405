package dev.devledger.adapters.mcp.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.mcp.change.FieldArguments;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.writing.SaveProject.ProjectInput;
import dev.devledger.adapters.mcp.writing.UpdateTasks.TaskChange;
import dev.devledger.adapters.mcp.writing.UpdateTasks.TaskInput;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.TaskDetails;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is declared in the domain alone can be said in a call. */
class FieldArgumentsTest {
    private static final Field<TaskDetails, String> REVIEW =
            Field.<TaskDetails>text("reviewedBy", task -> null).phrase("who has to see it");

    private static <D> EntityKind<D> with(EntityKind<D> kind, List<Field<D, ?>> more) {
        List<Field<D, ?>> fields = new ArrayList<>(kind.fields());
        fields.addAll(more);
        return new EntityKind<>(fields, kind.make());
    }

    private static JsonNode properties(FieldArguments<?, ?> arguments) {
        return ToolJson.object(arguments.schema().json()).path("properties");
    }

    private static Patch<TaskDetails> patch(FieldArguments<TaskDetails, TaskChange> arguments, String json) {
        Arguments given = new Arguments(ToolJson.read(json));
        return arguments.patch(given, new TaskChange(given, List::of, null, null));
    }

    @Test
    void a_new_field_of_a_task_can_be_set_and_cleared() {
        EntityKind<TaskDetails> kind = with(TaskDetails.KIND, List.of(REVIEW));
        FieldArguments<TaskDetails, TaskChange> made = TaskInput.of(kind, true);
        FieldArguments<TaskDetails, TaskChange> edited = TaskInput.of(kind, false);

        assertThat(properties(made).path("reviewed_by").toString())
                .isEqualTo("{\"type\":\"string\",\"description\":\"who has to see it\"}");
        assertThat(properties(edited).path("reviewed_by"))
                .isEqualTo(properties(made).path("reviewed_by"));
        assertThat(properties(edited).at("/clear/items/enum").valueStream().map(JsonNode::stringValue))
                .endsWith("discovered_from", "reviewed_by");
        assertThat(patch(made, "{\"title\":\"One\",\"reviewed_by\":\"Ada\"}"))
                .isEqualTo(Patch.of(TaskDetails.TITLE, "One").set(REVIEW, "Ada"));
        assertThat(patch(edited, "{\"key\":\"T-1\",\"clear\":[\"reviewed_by\",\"stage\"]}"))
                .isEqualTo(Patch.of(TaskDetails.STAGE, null).set(REVIEW, null));
    }

    @Test
    void plain_values_are_read_by_their_type() {
        Field<ProjectDetails, Integer> number = Field.one("size", Integer.class, project -> null);
        Field<ProjectDetails, Boolean> flag = Field.flag("isOpen", project -> false);
        Field<ProjectDetails, When> date = Field.one("reviewOn", When.class, project -> null);
        Field<ProjectDetails, ZoneId> zone = Field.zone("officeZone", project -> null);
        Field<ProjectDetails, Placement> word = Field.one("shown", Placement.class, project -> null);
        Field<ProjectDetails, SortedSet<String>> texts =
                Field.sorted("areas", String.class, project -> Collections.emptySortedSet());
        FieldArguments<ProjectDetails, ProjectInput.Call> arguments =
                ProjectInput.of(with(ProjectDetails.KIND, List.of(number, flag, date, zone, word, texts)));
        Arguments given = new Arguments(ToolJson.read(
                "{\"size\":3,\"is_open\":false,\"review_on\":\"2026-03-31\",\"office_zone\":\"Asia/Tokyo\","
                        + "\"shown\":\"list\",\"areas\":[\"b\",\"a\"]}"));

        assertThat(arguments.patch(given, new ProjectInput.Call(given, null, null, Optional::empty)))
                .isEqualTo(Patch.of(number, 3)
                        .set(flag, false)
                        .set(date, When.parse("2026-03-31"))
                        .set(zone, ZoneId.of("Asia/Tokyo"))
                        .set(word, Placement.LIST)
                        .set(texts, new TreeSet<>(List.of("a", "b"))));
        assertThat(arguments.said(given))
                .containsExactly("size", "is_open", "review_on", "office_zone", "shown", "areas");
        assertThat(properties(arguments).at("/clear/items/enum").valueStream().map(JsonNode::stringValue))
                .endsWith("service", "size", "review_on", "areas");
        assertThat(properties(arguments).path("shown").toString())
                .isEqualTo("{\"type\":\"string\",\"enum\":[\"card\",\"list\",\"project\",\"none\"]}");
    }

    @Test
    void a_field_that_is_not_plain_needs_a_row() {
        EntityKind<TaskDetails> kind =
                with(TaskDetails.KIND, List.of(Field.listed("steps", String.class, task -> List.of())));

        assertThatThrownBy(() -> TaskInput.of(kind, true))
                .hasMessage("steps is not plain: it needs a row with a reader of its own");
    }
}
