package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBookContract;
import dev.devledger.domain.project.Project.ProjectId.ProjectKey;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkBookTest extends LinkBookContract {

    private static final List<Priority> PRIORITIES = List.of(Priority.values());
    private static final List<RemoteStatus> STATUSES = List.of(RemoteStatus.values());

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresLinkBook book = new PostgresLinkBook(database.dataSource, Rows.JSON);

    @Override
    protected LinkBook book() {
        return book;
    }

    static Stream<SyncLink> links() {
        Random random = new Random(11);
        return Stream.concat(
                Stream.of(
                        new SyncLink.None(null),
                        new SyncLink.None("full"),
                        new SyncLink.Creating(SampleEvents.INTENT, 2, "", CanonicalContent.list("Ledger"), Rows.AT),
                        new SyncLink.Deleting(SampleEvents.REMOTE, SampleEvents.CONTENT, Rows.AT),
                        new SyncLink.Deleting(
                                SampleEvents.REMOTE,
                                SampleEvents.CONTENT,
                                Rows.AT,
                                true,
                                Rows.AT.plusSeconds(1),
                                SampleEvents.title("long"),
                                List.of(new SyncLink.Warning(CanonicalChanges.Field.TITLE, "title", "is cut", true))),
                        new SyncLink.Linked(
                                SampleEvents.REMOTE,
                                SampleEvents.CONTENT,
                                List.of(),
                                null,
                                Rows.AT,
                                List.of(new PastValues(SampleEvents.title("before"), Rows.AT, true)),
                                Rows.AT.plusSeconds(1)),
                        new SyncLink.Closed(SampleEvents.REMOTE, false),
                        new SyncLink.Detached(SampleEvents.REMOTE, SampleEvents.CONTENT, "left", false),
                        new SyncLink.Detached(
                                SampleEvents.REMOTE,
                                SampleEvents.CONTENT,
                                "left",
                                false,
                                List.of(new PastValues(SampleEvents.title("before"), Rows.AT, false)),
                                SampleEvents.title("long"),
                                null),
                        new SyncLink.OutOfScope(
                                SampleEvents.REMOTE,
                                SampleEvents.CONTENT,
                                "moved",
                                List.of(new PastValues(SampleEvents.title("before"), Rows.AT, false)),
                                SampleEvents.title("long"),
                                null),
                        new SyncLink.Linked(
                                SampleEvents.REMOTE,
                                SampleEvents.CONTENT,
                                List.of(),
                                null,
                                Rows.AT,
                                List.of(),
                                null,
                                SampleEvents.title("long"),
                                List.of(new SyncLink.Warning(CanonicalChanges.Field.TITLE, "title", "is long", true))),
                        new SyncLink.Stopped("two of that name")),
                IntStream.range(0, 40).mapToObj(number -> linked(random)));
    }

    @ParameterizedTest
    @MethodSource("links")
    void is_found_as_it_was_put(SyncLink link) {
        book.put(SampleEvents.LINK, new SyncLink.Stopped("before"));

        book.put(SampleEvents.LINK, link);

        assertThat(book.find(SampleEvents.LINK)).contains(link);
    }

    @Test
    void many_are_found_in_one_statement() {
        EntityRef there = EntityRef.project(UUID.randomUUID());
        EntityRef alsoThere = EntityRef.task(there.id());
        SyncLink link = new SyncLink.Stopped("two");
        book.put(Rows.ACCOUNT.link(there), link);
        book.put(Rows.ACCOUNT.link(alsoThere), new SyncLink.None(null));
        book.put(new SyncLinkId("ticktick", "other", there), new SyncLink.None(null));

        List<EntityRef> asked = List.of(there, alsoThere, EntityRef.CARDS);
        assertThat(book.findAll(Rows.ACCOUNT, asked))
                .isEqualTo(Map.of(there, link, alsoThere, new SyncLink.None(null)));
        assertThat(database.statements(() -> book.findAll(Rows.ACCOUNT, asked))).isEqualTo(1);
        assertThat(book.findAll(Rows.ACCOUNT, List.of())).isEmpty();
        assertThat(book.find(new SyncLinkId("ticktick", "third", there))).isEmpty();
        assertThat(book.find(account("other").link(there))).isPresent();
    }

    @Test
    void is_readable_as_json() {
        book.put(SampleEvents.LINK, new SyncLink.Closed(SampleEvents.REMOTE, false));

        assertThat(database.jdbc
                        .sql("select link from sync_links")
                        .query(String.class)
                        .single())
                .isEqualTo(
                        "{\"state\":\"closed\",\"remote\":{\"list\":\"list-1\",\"id\":\"task-1\"},\"byRemote\":false}");
        assertThat(Rows.JSON.writeValueAsString(new ProjectKey(12))).isEqualTo("\"P-12\"");
    }

    @Test
    void a_row_from_before_a_state_knew_more_is_still_readable() {
        book.put(SampleEvents.LINK, new SyncLink.Closed(SampleEvents.REMOTE, true));
        database.jdbc
                .sql("update sync_links set link = :link")
                .param("link", "{\"state\":\"closed\",\"remote\":{\"list\":\"list-1\",\"id\":\"task-1\"}}")
                .update();

        assertThat(book.find(SampleEvents.LINK)).contains(new SyncLink.Closed(SampleEvents.REMOTE, false));
    }

    @Test
    void a_linked_row_from_before_it_had_a_past_is_still_readable() {
        SyncLink.Linked link = new SyncLink.Linked(SampleEvents.REMOTE, SampleEvents.CONTENT, List.of(), null, Rows.AT);
        book.put(SampleEvents.LINK, link);
        String row = database.jdbc
                .sql("select link from sync_links")
                .query(String.class)
                .single();
        assertThat(row).contains(",\"past\":[]");
        database.jdbc
                .sql("update sync_links set link = :link")
                .param("link", row.replace(",\"past\":[]", ""))
                .update();

        assertThat(book.find(SampleEvents.LINK)).contains(link);
    }

    @Test
    void an_account_knows_nothing_of_another_ones_links() {
        ConnectedAccount other = account("other");
        SyncLinkId theirs = other.link(EntityRef.project(UUID.randomUUID()));
        RemoteRef object = new RemoteRef("list-1", "theirs");
        book.put(theirs, new SyncLink.Linked(object, SampleEvents.CONTENT, List.of(), null, Rows.AT));
        book.putForeign(theirs, object);
        book.putFormer(theirs, SampleEvents.REMOTE);
        book.giveUp(theirs, SampleEvents.INTENT, new CreateAttempt("list-1", SampleEvents.CONTENT, Rows.AT));
        book.putDelete(theirs, "list-1", "set-1", Rows.AT);

        assertThat(book.taken(Rows.ACCOUNT, List.of("theirs", "task-1"))).isEmpty();
        assertThat(book.foreign(Rows.ACCOUNT, List.of(theirs.entity()))).isEmpty();
        assertThat(book.former(Rows.ACCOUNT)).isEmpty();
        assertThat(book.givenUp(Rows.ACCOUNT)).isEmpty();
        assertThat(book.cards(Rows.ACCOUNT)).isEmpty();
        assertThat(book.deletesSince(Rows.ACCOUNT, Rows.AT)).isEmpty();
    }

    @Test
    void former_objects_are_told_by_their_ids() {
        book.putFormer(SampleEvents.LINK, SampleEvents.REMOTE);
        book.putFormer(SampleEvents.LINK, new RemoteRef("list-1", "task-0"));

        assertThat(book.former(Rows.ACCOUNT))
                .extracting(each -> each.object().id())
                .containsExactly("task-0", "task-1");
    }

    private static ConnectedAccount account(String name) {
        return new ConnectedAccount("ticktick", name, ConnectorMode.SANDBOX, remote -> "");
    }

    @Test
    void what_is_refused_counts_for_as_long_as_it_is_wanted_there() {
        PostgresPendingWork work = new PostgresPendingWork(database.rows);
        EntityRef wanted = EntityRef.task(new UUID(0, 1));
        EntityRef linked = EntityRef.task(new UUID(0, 2));
        assertThat(book.refused(Rows.ACCOUNT)).isEqualTo(LinkBook.Sample.NONE);
        book.put(Rows.ACCOUNT.link(wanted), new SyncLink.None("full"));
        book.put(
                Rows.ACCOUNT.link(linked),
                new SyncLink.Linked(SampleEvents.REMOTE, SampleEvents.CONTENT, List.of(), "too long", Rows.AT));
        book.put(Rows.ACCOUNT.link(EntityRef.task(new UUID(0, 3))), new SyncLink.Stopped("two of that name"));
        assertThat(book.refused(Rows.ACCOUNT)).isEqualTo(new LinkBook.Sample(1, linked, "too long"));
        work.mark(Rows.ACCOUNT, List.of(wanted));
        assertThat(book.refused(Rows.ACCOUNT)).isEqualTo(new LinkBook.Sample(2, wanted, "full"));
    }

    private static SyncLink linked(Random random) {
        return new SyncLink.Linked(
                SampleEvents.REMOTE,
                content(random),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(number -> new SyncLink.Sent(
                                new UUID(random.nextLong(), random.nextLong()),
                                CanonicalChanges.between(content(random), content(random)),
                                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))))
                        .toList(),
                random.nextBoolean() ? null : "refused \u20ac \"" + random.nextInt(),
                Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)));
    }

    private static CanonicalContent content(Random random) {
        return new CanonicalContent(
                "title " + random.nextInt(3) + "\n\t\ud83d\ude00",
                random.nextBoolean() ? "" : "text\u2028\\",
                PRIORITIES.get(random.nextInt(4)),
                random.nextBoolean() ? SampleEvents.tags() : SampleEvents.tags("b", "a"),
                when(random),
                when(random),
                random.nextBoolean() ? null : ZoneId.of(random.nextBoolean() ? "Europe/Berlin" : "+02:00"),
                random.nextBoolean()
                        ? List.of()
                        : List.of(new CanonicalContent.ChecklistEntry("item", random.nextBoolean())),
                STATUSES.get(random.nextInt(3)),
                random.nextBoolean() ? null : "parent");
    }

    private static When when(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> new When.Day(LocalDate.of(2026, 1 + random.nextInt(12), 1));
            default -> new When.Moment(Instant.ofEpochMilli(1_700_000_000_000L + random.nextInt()));
        };
    }
}
