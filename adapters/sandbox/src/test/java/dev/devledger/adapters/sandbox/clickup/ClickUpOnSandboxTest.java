package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import dev.devledger.adapters.services.clickup.ClickUpConnector;
import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.kernel.CallBudget;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.application.sync.connector.AwayCallLog;
import dev.devledger.application.sync.connector.Capabilities;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.RemoteTasks;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.connector.Connectors.ConnectorMemory;
import dev.devledger.application.sync.connector.FeedContract;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.FeedAnswer;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.WholeReads;
import dev.devledger.application.sync.memory.MemoryPeople;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.ConflictPolicies;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connector and the sandbox, each the other's proof, over real HTTP. */
class ClickUpOnSandboxTest extends FeedContract {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ClickUpCalls CONTROL = new ClickUpCalls(ClickUpServer.URL + PagePaths.FAULTS, "");
    private static Instant now = Instant.parse(OnClickUp.NOON);
    private static ClickUpConnector shared;

    @BeforeAll
    static void start() {
        CONTROL.post("/reset", "{}");
        CONTROL.post("/clock", "{'stopAt': '" + now + "'}");
        CONTROL.post("/account", "{'limit': 1000000}");
        shared = connector();
    }

    @Override
    protected RemoteTasks remote() {
        return shared.tasks();
    }

    @Override
    protected Capabilities capabilities() {
        return ClickUpConnector.CAPABILITIES;
    }

    @Override
    protected CanonicalContent known(CanonicalContent content) {
        return shared.words().known(content);
    }

    @Override
    protected String unknown() {
        return "OAUTH_027";
    }

    @Override
    protected void passTime() {
        now = now.plus(Duration.ofMinutes(20));
        CONTROL.post("/clock", "{'stopAt': '" + now + "'}");
    }

    private static final ClickUpCalls CLICKUP = new ClickUpCalls(ClickUpServer.URL + PagePaths.V2, ClickUpServer.OWNER);
    private final WholeReads reads = new WholeReads(shared.tasks());
    private final String list = made().id();

    private static RemoteList made() {
        return value(shared.tasks().createList("Here"));
    }

    @AfterEach
    void healthy() {
        CONTROL.delete("");
        CONTROL.post("/clock", "{'stopAt': '" + now + "'}");
        CONTROL.post("/account", "{'limit': 1000000}");
    }

    @Test
    void urgent_is_high_and_stays_urgent() {
        String id = made("{'name': 'Urgent', 'priority': 1}");
        RemoteTask task = found(id);
        assertThat(task.content().priority()).isEqualTo(Priority.HIGH);

        written(task, titled("Renamed", task.content()));

        assertThat(CLICKUP.get("/task/" + id).at("/priority/id").asString()).isEqualTo("1");
    }

    @Test
    void each_task_that_it_waits_for_takes_one_request() {
        RemoteTask first = value(shared.tasks().create(list, content("First")));
        RemoteTask second = value(shared.tasks().create(list, content("Second")));
        RemoteTask last = value(shared.tasks().create(list, content("Last")));
        CanonicalContent both = last.content()
                .withBlockedBy(people(first.ref().id(), second.ref().id()));
        assertThat(shared.tasks().script(last, CanonicalChanges.between(last.content(), both)))
                .hasSize(2);
        written(last, both);
        assertThat(found(first.ref().id()).content().blockedBy())
                .as("it is the one that must be done before")
                .isEmpty();

        written(
                found(last.ref().id()),
                last.content().withBlockedBy(people(second.ref().id())));

        RemoteAnswer<CanonicalContent> circle =
                update(second, second.content().withBlockedBy(people(last.ref().id())));
        assertThat(circle).isInstanceOf(RemoteAnswer.Refused.class);
    }

    @Test
    void of_a_list_only_what_has_changed_is_written() {
        String body = "{'name': 'Whole', 'content': 'Theirs', 'priority': 1, 'status': 'red', 'assignee': 183,"
                + " 'due_date': 1773057600000, 'due_date_time': true}";
        CLICKUP.put("/list/" + list, body);
        CanonicalContent whole = listed().content();
        assertThat(whole.priority()).isEqualTo(Priority.HIGH);
        assertThat(whole.dueDate()).isEqualTo(new When.Moment(Instant.ofEpochMilli(1_773_057_600_000L)));
        CanonicalContent described = whole.withDescription("Ours");

        assertThat(value(shared.tasks().updateList(list, CanonicalChanges.between(whole, described)))
                        .content())
                .isEqualTo(described);

        assertThat(CLICKUP.get("/list/" + list).at("/priority/priority").asString())
                .isEqualTo("urgent");
        assertThat(CLICKUP.get("/list/" + list).at("/status/status").asString()).isEqualTo("red");
    }

    private RemoteList listed() {
        return value(reads.lists()).stream()
                .filter(each -> each.id().equals(list))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_stage_is_a_status_of_the_list_in_any_case() {
        RemoteTask task = value(shared.tasks().create(list, content("Stands")));
        assertThat(task.content().stage()).isNull();

        RemoteTask reviewed = written(task, task.content().withStage("in review"));

        assertThat(CLICKUP.get("/task/" + task.ref().id()).at("/status/status").asString())
                .isEqualTo("in review");
        assertThat(reviewed.content().status()).isEqualTo(RemoteStatus.OPEN);
        RemoteTask done = written(
                reviewed, reviewed.content().withStatus(RemoteStatus.COMPLETED).withStage(null));
        assertThat(done.content().stage()).isNull();
    }

    @Test
    void a_stage_that_the_list_does_not_have_is_refused_with_those_that_it_has() {
        RemoteTask task = value(shared.tasks().create(list, content("Stands").withStage("nowhere")));
        assertThat(task.content().stage()).isNull();

        RemoteAnswer<CanonicalContent> answer = update(task, task.content().withStage("nowhere"));

        assertThat(answer).isInstanceOf(RemoteAnswer.Refused.class);
        assertThat(((RemoteAnswer.Refused<CanonicalContent>) answer).reason())
                .contains("\"nowhere\"", "to do", "in progress", "in review");
    }

    @Test
    void what_was_given_up_has_a_status_that_says_so_and_else_a_tag() {
        CONTROL.post("/places/list/" + list + "/statuses", "{'statuses': ['new:open', 'finished:closed']}");
        RemoteTask tagged = value(shared.tasks().create(list, content("Tagged")));
        written(tagged, tagged.content().withStatus(RemoteStatus.ABANDONED));
        assertThat(tags(tagged)).contains("abandoned");

        String other = made().id();
        CONTROL.post(
                "/places/list/" + other + "/statuses",
                "{'statuses': ['new:open', 'Cancelled:done', 'finished:closed']}");
        RemoteTask named = value(shared.tasks().create(other, content("Named")));
        written(named, named.content().withStatus(RemoteStatus.ABANDONED));
        assertThat(tags(named)).isEmpty();
        assertThat(CLICKUP.get("/task/" + named.ref().id()).at("/status/status").asString())
                .isEqualTo("Cancelled");

        RemoteTask again = written(tagged, tagged.content());
        assertThat(tags(again)).isEmpty();
    }

    @Test
    void people_are_known_by_their_addresses_and_nobody_else_is_assigned() {
        RemoteTask task =
                value(shared.tasks().create(list, content("Theirs").withAssignees(people("ana@example.com"))));
        assertThat(task.content().assignees()).containsExactly("ana@example.com");
        assertThat(shared.ownAddress()).as("whose account it is").contains("ana@example.com");

        written(task, task.content().withAssignees(people("ben@example.com")));

        assertThat(update(found(task.ref().id()), task.content().withAssignees(people("who@example.org"))))
                .isEqualTo(
                        new RemoteAnswer.Refused<>("nobody in the ClickUp workspace has the address who@example.org"));
        assertThat(found(task.ref().id()).content().assignees()).containsExactly("ben@example.com");
    }

    @Test
    void an_estimate_is_in_minutes() {
        RemoteTask task = value(shared.tasks().create(list, content("Long").with(null, 90, people())));
        assertThat(CLICKUP.get("/task/" + task.ref().id()).at("/time_estimate").asLong())
                .isEqualTo(5_400_000);

        written(task, task.content().with(null, null, people()));
    }

    @Test
    void a_day_is_one_of_the_zone_of_the_account_whatever_the_answer_says_of_times() {
        String id = made("{'name': 'Day', 'due_date': 1773057600000, 'due_date_time': false}"); // noon in UTC
        assertThat(found(id).content().dueDate()).isEqualTo(new When.Day(LocalDate.parse("2026-03-09")));
        CONTROL.post("/account", "{'habits': {'timeFlags': 'left-out'}}");
        assertThat(found(id).content().dueDate()).isEqualTo(new When.Day(LocalDate.parse("2026-03-09")));
    }

    @Test
    void another_checklist_is_left_alone() {
        RemoteTask task = value(shared.tasks().create(list, content("Lists")));
        CLICKUP.post("/task/" + task.ref().id() + "/checklist", "{'name': 'Theirs'}");

        List<ChecklistEntry> items = List.of(new ChecklistEntry("one", true), new ChecklistEntry("two", false));
        RemoteTask with = written(found(task.ref().id()), task.content().withChecklist(items));
        written(
                with,
                with.content().withChecklist(List.of(items.get(1), items.get(0), new ChecklistEntry("three", false))));

        assertThat(CLICKUP.get("/task/" + task.ref().id()).all("checklists").map(each -> each.path("name")
                        .asString()))
                .containsExactlyInAnyOrder("Theirs", "Checklist");
    }

    @Test
    void what_is_hidden_is_neither_deleted_nor_gone() {
        RemoteTask task = value(shared.tasks().create(list, content("Hidden")));
        CONTROL.post("/account", "{'hidden': {'task/" + task.ref().id() + "': true}}");
        assertThat(value(shared.tasks().find(task.ref()))).isInstanceOf(LookupResult.NoAccess.class);
        CONTROL.post("/account", "{'habits': {'lostAccess': 'forbidden'}}");
        assertThat(value(shared.tasks().find(task.ref()))).isInstanceOf(LookupResult.NoAccess.class);
        CONTROL.post("/account", "{'hidden': {'list/" + list + "': true}}");
        assertThat(reads.openTasks(list)).isInstanceOf(RemoteAnswer.Refused.class);
    }

    @Test
    void a_create_whose_answer_is_lost_is_unknown_and_there_once() {
        for (String fault : List.of("drop-answer", "truncate", "done-500", "done-504", "done-html")) {
            CONTROL.post("", "{'fault': '" + fault + "', 'path': '^POST .*/task$'}");
            assertThat(shared.tasks().create(list, content("Lost by " + fault)))
                    .isInstanceOf(RemoteAnswer.Unknown.class);
        }
        assertThat(value(reads.openTasks(list)).orElseThrow().tasks()).hasSize(5);
    }

    /** It may be on the next page once more. What is made meanwhile is for the next read, where this one does not show it. */
    @Test
    void what_is_made_between_two_pages_leaves_none_of_the_others_out() {
        String in = made().id();
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            before.add(made("{'name': 'Task " + i + "'}", in));
        }
        List<String> seen = new ArrayList<>();
        List<String> late = new ArrayList<>();
        String cursor = null;
        do {
            RemotePage<Listing> page = value(shared.tasks().page(new ReadTarget.OneList(in), cursor))
                    .orElseThrow();
            page.rows().tasks().forEach(task -> seen.add(task.ref().id()));
            cursor = page.next();
            for (int i = 0; i < 3; i++) {
                late.add(made("{'name': 'Late " + i + "'}", in));
            }
        } while (cursor != null);
        assertThat(seen).containsAll(before);
        assertThat(value(reads.openTasks(in)).orElseThrow().tasks())
                .extracting(task -> task.ref().id())
                .containsAll(before)
                .containsAll(late);
    }

    @Test
    void more_than_a_page_written_at_one_moment_are_all_told_in_either_order() {
        for (String order : List.of("oldest-first", "newest-first")) {
            CONTROL.post("/account", "{'habits': {'reverse': '" + order + "'}}");
            String cursor = value(shared.tasks().changes(null)).cursor();
            Set<String> made = new HashSet<>();
            String in = made().id();
            for (int i = 0; i < 210; i++) {
                made.add(made("{'name': 'Task " + i + "'}", in));
                if (i % 90 == 89) {
                    passTime();
                }
            }
            Set<String> told = new HashSet<>();
            FeedAnswer changes;
            do {
                changes = value(shared.tasks().changes(cursor));
                changes.seen().tasks().forEach(task -> told.add(task.ref().id()));
                cursor = changes.cursor();
            } while (changes.more());
            assertThat(told).as(order).containsAll(made);
        }
    }

    @Test
    void a_poll_of_twenty_lists_is_three_requests_or_two() {
        for (int i = 0; i < 20; i++) {
            made();
        }
        String archived = made().id();
        CLICKUP.put("/list/" + archived, "{'archived': true}");
        value(shared.tasks().find(new RemoteRef(list, made("{'name': 'Asked'}")))); // so that all is known
        String cursor = value(shared.tasks().changes(null)).cursor();
        int before = requests();

        FeedAnswer first = value(shared.tasks().changes(cursor));
        FeedAnswer last = value(shared.tasks().changes(first.cursor()));

        assertThat(first.more()).isTrue();
        assertThat(last.more()).isFalse();
        RemotePage<List<RemoteList>> open = value(shared.tasks().openLists(null));
        assertThat(open.next()).isNull();
        assertThat(open.rows()).extracting(RemoteList::id).contains(list).doesNotContain(archived);
        assertThat(requests() - before).isEqualTo(3);

        before = requests();
        FeedAnswer next = value(shared.tasks().changes(last.cursor()));
        value(shared.tasks().openLists(null));
        assertThat(next.more()).as("of archived tasks the one after it tells").isFalse();
        assertThat(requests() - before).isEqualTo(2);
    }

    private static int requests() {
        return CONTROL.get("/requests").json().path("total").asInt();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        333 | folder:Dev Projects |         | NEEDS_AUTHORIZATION | the workspace 333 is not granted in ClickUp; set devledger.clickup.workspace to the id of one of these, or connect again: Sandbox
            | folder:Dev Projects | Nowhere | UNREACHABLE         | the ClickUp workspace has no space Nowhere that the account may see; there are: Team Space
            | space:Nowhere       |         | UNREACHABLE         | the ClickUp workspace has no space Nowhere that the account may see; there are: Team Space
        """)
    void what_is_not_there_or_not_granted_is_told_with_what_there_is(
            String workspace, String scope, String space, RemoteAnswer.NotSentReason hold, String told) {
        RemoteAnswer<?> answer = connector(workspace, scope, space).tasks().lists(null);

        assertThat(answer).isInstanceOfSatisfying(RemoteAnswer.NotSent.class, notSent -> {
            assertThat(notSent.hold()).isEqualTo(hold);
            assertThat(notSent.reason()).startsWith(told);
        });
    }

    private String made(String body) {
        return made(body, list);
    }

    private static String made(String body, String in) {
        return CLICKUP.post("/list/" + in + "/task", body).text("id");
    }

    private RemoteTask found(String id) {
        LookupResult found = value(shared.tasks().find(new RemoteRef(list, id)));
        assertThat(found).isInstanceOf(LookupResult.Found.class);
        return ((LookupResult.Found) found).task();
    }

    private static List<String> tags(RemoteTask task) {
        return CLICKUP.get("/task/" + task.ref().id())
                .all("tags")
                .map(each -> each.path("name").asString())
                .toList();
    }

    private static RemoteAnswer<CanonicalContent> update(RemoteTask task, CanonicalContent wanted) {
        return update(shared.tasks(), task, CanonicalChanges.between(task.content(), wanted));
    }

    /** Writes, and looks whether the answer and a read afterwards are just that. */
    private static RemoteTask written(RemoteTask task, CanonicalContent wanted) {
        LookupResult before = value(shared.tasks().find(task.ref()));
        assertThat(value(update(((LookupResult.Found) before).task(), wanted))).isEqualTo(wanted);
        RemoteTask after = ((LookupResult.Found) value(shared.tasks().find(task.ref()))).task();
        assertThat(after.content()).isEqualTo(wanted);
        return after;
    }

    private static CanonicalContent content(String title) {
        return CanonicalContent.list(title);
    }

    private static CanonicalContent titled(String title, CanonicalContent content) {
        return CanonicalChanges.between(content, CanonicalContent.list(title))
                .only(Set.of(CanonicalChanges.Field.TITLE))
                .applyTo(content);
    }

    private static SortedSet<String> people(String... addresses) {
        return new TreeSet<>(List.of(addresses));
    }

    private static <T> T value(RemoteAnswer<T> answer) {
        assertThat(answer).isInstanceOf(RemoteAnswer.Ok.class);
        return ((RemoteAnswer.Ok<T>) answer).value();
    }

    static ClickUpConnector connector() {
        return connector(null, "folder:Dev Projects", null);
    }

    private static ClickUpConnector connector(@Nullable String workspace, String scope, @Nullable String space) {
        return connector(
                new ConnectedAccount("clickup", "sandbox", ConnectorMode.SANDBOX, RemoteRef::id),
                workspace,
                scope,
                space,
                () -> now);
    }

    static ClickUpConnector connector(
            ConnectedAccount connected,
            @Nullable String workspace,
            String scope,
            @Nullable String space,
            InstantSource clock) {
        return connector(connected, workspace, scope, space, ConnectorMemory.ofThisProcess(), clock);
    }

    static ClickUpConnector connector(
            ConnectedAccount connected,
            @Nullable String workspace,
            String scope,
            @Nullable String space,
            ConnectorMemory memory,
            InstantSource clock) {
        ClientLimits settings = new ClientLimits(new HttpLimits(LIMIT, LIMIT, LIMIT, LIMIT), "off", "test");
        CallBudget budget = new CallBudget("off", settings.limits().call(), new AwayCallLog(), System::nanoTime);
        ServiceAccount account = ServiceAccount.of(
                base -> Optional.of(
                        URI.create(ClickUpServer.URL + (base.equals(ClickUpClient.V3) ? PagePaths.V3 : PagePaths.V2))),
                () -> Optional.of(ClickUpServer.OWNER));
        return new ClickUpConnector(
                connected,
                new SyncSettings(
                        "",
                        true,
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        ConflictPolicies.all(ConflictPolicy.REMOTE),
                        ClickUpServer.ZONE,
                        true),
                new ClickUpConnector.Profile(
                        workspace,
                        scope,
                        space,
                        List.of("cancelled", "abandoned"),
                        Placement.LIST,
                        ClickUpConnector.TimeOf.OWN_USER,
                        Map.of()),
                new ClickUpClient(settings, account, budget, tries -> 0L),
                budget,
                new MemoryPeople(),
                memory,
                clock);
    }
}
