package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.Story;
import dev.devledger.adapters.postgres.readmodel.HistoryTest;
import dev.devledger.adapters.postgres.sync.PostgresLinkBook;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemotePlace;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Task.TaskId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told of places in the records of the sync: never a remote id where the ledger has a name for it. */
class SyncPlacesTest {
    @RegisterExtension
    private static final Database database = Database.emptied();

    private PostgresLinkBook links;
    private Story story;
    private Rows rows;
    private ProjectId project;
    private TaskId above;
    private SyncLinkId link;

    @BeforeEach
    void fill() {
        rows = new Rows(database);
        links = new PostgresLinkBook(database.dataSource, Rows.JSON);
        story = new Story(database);
        project = rows.project("Ledger");
        above = rows.task(project, null, "Above");
        link = Rows.ACCOUNT.link(
                EntityRef.task(rows.task(project, null, "Below").value()));
        linked(EntityRef.project(project.value()), "card", "Ledger");
        linked(EntityRef.task(above.value()), "above", "Above");
        linked(EntityRef.CARDS, "cards", "Dev Projects");
    }

    private void linked(EntityRef entity, String remoteId, String title) {
        links.put(
                Rows.ACCOUNT.link(entity),
                new SyncLink.Linked(
                        new RemoteRef("cards", remoteId), CanonicalContent.list(title), List.of(), null, Rows.AT));
    }

    private static CanonicalChanges parent(String from, String to) {
        return new CanonicalChanges(null, null, null, null, null, null, null, new Change<>(from, to));
    }

    private HistoryView told(Object event) {
        story.tell(1, Rows.AT, event, Story.OWNER, UUID.randomUUID());
        HistoryFilter sync = HistoryFilter.ALL.with(HistoryFilter.SYNC, true);
        return HistoryTest.queries(database)
                .list(sync, new PageRequest(1, null))
                .items()
                .getFirst();
    }

    @Test
    void what_is_sent_and_seen_names_projects_and_tasks() {
        HistoryView entry = told(new SyncEvent.RemoteChangeSeen(link, parent("card", "above"), List.of(), Rows.AT));
        assertThat(entry.changes())
                .containsExactly(
                        new ChangedField(
                                "parentId",
                                project.value().toString(),
                                above.value().toString()),
                        new ChangedField("parentKey", "P-1", "T-2"));
    }

    @Test
    void what_it_was_linked_to_before_names_it_as_well() {
        links.putFormer(Rows.ACCOUNT.link(EntityRef.task(above.value())), new RemoteRef("cards", "former"));
        HistoryView entry =
                told(new SyncEvent.PushIntended(link, SampleEvents.INTENT, parent("former", "above"), Rows.AT));
        assertThat(entry.changes().getFirst())
                .isEqualTo(new ChangedField(
                        "parentId", above.value().toString(), above.value().toString()));
    }

    @Test
    void what_nobody_knows_is_an_object_of_the_service() {
        HistoryView entry = told(new SyncEvent.RemoteChangeSeen(link, parent("card", "foreign"), List.of(), Rows.AT));
        assertThat(entry.changes().getFirst().to()).isEqualTo(Map.of("remoteId", "foreign"));
    }

    @Test
    void a_list_is_told_by_its_name() {
        HistoryView entry = told(new SyncEvent.RemoteMoved(
                link, new Change<>(new RemoteRef("foreign", "x"), new RemoteRef("cards", "x")), Rows.AT));
        assertThat(entry.changes())
                .containsExactly(new ChangedField("list", Map.of("remoteId", "foreign"), "Dev Projects"));
    }

    @Test
    void a_conflict_names_its_places_in_its_sentence_by_their_keys() {
        HistoryView entry = told(conflict(List.of(
                new RemotePlace(new RemoteRef("cards", "gone"), EntityRef.project(project.value())),
                new RemotePlace(new RemoteRef("cards", "gone too"), EntityRef.task(above.value())))));
        assertThat(entry.summary()).startsWith("The parent differs: P-1 in Devledger, T-2 in ");
        assertThat(entry.changes())
                .containsExactly(
                        new ChangedField(
                                "parentId",
                                project.value().toString(),
                                above.value().toString()),
                        new ChangedField("parentKey", "P-1", "T-2"));
    }

    @Test
    void one_of_before_they_were_kept_is_told_with_what_is_known_today() {
        links.putFormer(Rows.ACCOUNT.link(EntityRef.task(above.value())), new RemoteRef("cards", "gone"));
        HistoryView entry = told(conflict(List.of()));
        assertThat(entry.changes().getFirst())
                .isEqualTo(new ChangedField("parentId", above.value().toString(), Map.of("remoteId", "gone too")));
    }

    private ConflictEvent conflict(List<RemotePlace> places) {
        return new ConflictEvent.Raised(
                SampleEvents.CONFLICT,
                link,
                new Dispute.FieldDispute(
                        CanonicalChanges.Field.PARENT,
                        MergeRule.BOTH_VALUES,
                        parent("base", "gone"),
                        parent("base", "gone too"),
                        ConflictPolicy.HOLD,
                        AppliedSide.NONE,
                        places,
                        null),
                Rows.AT);
    }
}
