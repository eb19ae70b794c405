package dev.devledger.adapters.mcp.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.task.TaskDetails;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskLinesTest {

    @Test
    void a_plain_field_without_words_of_its_own_is_told_in_those_of_the_domain() {
        EntityKind<TaskDetails> kind = new EntityKind<>(
                List.of(
                        TaskDetails.STAGE,
                        TaskDetails.TAGS,
                        Field.<TaskDetails>text("reviewedBy", task -> null).phrase("who has to see it"),
                        Field.text("unset", task -> null)),
                TaskDetails.KIND.make());

        assertThat(TaskLines.others(
                        kind,
                        ToolJson.read("{\"stage\":\"new\",\"tags\":[\"a\"],\"reviewedBy\":\"Ada\",\"title\":\"One\"}")))
                .isEqualTo(Map.of("who has to see it", "Ada"));
    }
}
