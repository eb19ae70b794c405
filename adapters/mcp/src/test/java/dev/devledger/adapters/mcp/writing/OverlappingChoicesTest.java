package dev.devledger.adapters.mcp.writing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.writing.ResolveSyncConflicts.ConflictChoice;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OverlappingChoicesTest {
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final List<ConflictChoice> chosen = new ArrayList<>();
    private final Map<UUID, ConflictView> known = new HashMap<>();

    private OverlappingChoicesTest and(UUID entity, Kind kind, @Nullable String field, @Nullable String value) {
        UUID id = UUID.randomUUID();
        Arguments given = new Arguments(ToolJson.read("{\"resolutions\": [{}, {}, {}]}"))
                .objects("resolutions")
                .get(chosen.size());
        chosen.add(new ConflictChoice(given, id, value == null ? Choice.LOCAL : Choice.VALUE, value));
        known.put(
                id,
                new ConflictView(
                        id,
                        "ticktick",
                        new EntityView("task", entity, null),
                        kind,
                        field,
                        null,
                        null,
                        null,
                        ConflictPolicy.HOLD,
                        AppliedSide.NONE,
                        ConflictView.State.OPEN,
                        List.of(Choice.LOCAL, Choice.VALUE),
                        Instant.EPOCH,
                        null,
                        null,
                        List.of(),
                        "M7",
                        null,
                        null,
                        null,
                        null,
                        List.of()));
        return this;
    }

    private void pass() {
        assertThatCode(() -> OverlappingChoices.refuse(chosen, known)).doesNotThrowAnyException();
    }

    private void clash(String why) {
        assertThatThrownBy(() -> OverlappingChoices.refuse(chosen, known))
                .isInstanceOf(ToolFailure.class)
                .hasMessage("resolutions[" + (chosen.size() - 1) + "].conflict " + why
                        + "; resolve it in a separate call.");
    }

    @Test
    void choices_for_different_things_go_together() {
        and(ONE, Kind.FIELD, "title", null)
                .and(OTHER, Kind.FIELD, "title", null)
                .and(UUID.randomUUID(), Kind.EXISTENCE, null, null)
                .pass();
    }

    @Test
    void two_of_the_same_thing_do_not_as_the_second_would_undo_the_first() {
        and(OTHER, Kind.FIELD, "title", null)
                .and(ONE, Kind.FIELD, "title", null)
                .and(ONE, Kind.FIELD, "priority", null)
                .clash("is of the same project or task as resolutions[1]");
    }

    @Test
    void two_parents_do_not_as_they_may_make_a_circle() {
        and(ONE, Kind.FIELD, "parentId", null)
                .and(OTHER, Kind.FIELD, "parentId", null)
                .clash("and resolutions[0] both change which task is below which");
    }

    @Test
    void a_parent_does_not_go_with_what_may_be_deleted() {
        and(ONE, Kind.EXISTENCE, null, null)
                .and(OTHER, Kind.FIELD, "parentId", null)
                .clash("and resolutions[0] both change which task is below which");
    }

    @Test
    void two_are_not_matched_with_one_object() {
        and(ONE, Kind.MATCH, null, "remote-1")
                .and(UUID.randomUUID(), Kind.MATCH, null, "remote-2")
                .and(OTHER, Kind.MATCH, null, "remote-1")
                .clash("names the same remote object as resolutions[0]");
    }
}
