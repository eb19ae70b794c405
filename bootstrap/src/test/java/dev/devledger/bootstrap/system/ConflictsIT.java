package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Ledger.eventually;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static dev.devledger.bootstrap.system.Sandbox.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.application.ledger.Ledger.Written;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A person's choice is carried out on both sides: here at once, and in TickTick by the next cycle. */
class ConflictsIT {
    private static final RunningDevledger DEVLEDGER = SharedDevledger.get();
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final Sandbox TICKTICK = new Sandbox(API);
    private static final ConnectedAccount ACCOUNT = DEVLEDGER.ticktick();
    private static final Tools TOOLS = new Tools(DEVLEDGER);
    private static final Provenance SYNC = new Provenance("ticktick", "system", null, null, "cycle", "cycle", null);

    @BeforeEach
    @AfterEach
    void nothing_waits() {
        TICKTICK.calm();
        LEDGER.idle();
    }

    /** What other tests have deleted in the shared application today would make the guards hold this one's deletes. */
    @BeforeEach
    void no_deletes_of_other_tests_count() {
        JdbcClient.create(DEVLEDGER.bean(DataSource.class))
                .sql("delete from sync_delete")
                .update();
    }

    private static int openConflicts() {
        return LEDGER.syncStatus().path("openConflicts").asInt();
    }

    @Test
    void a_held_name_waits_visibly_until_the_remotes_is_chosen() {
        int before = openConflicts(); // other tests share the application
        String project = LEDGER.project("Held, theirs", "");
        String conflict = heldName(project, "Held, theirs", "Theirs");

        JsonNode shown = conflict(conflict, "");
        assertThat(shown.propertyNames())
                .containsExactly(
                        "id",
                        "connector",
                        "entity",
                        "kind",
                        "field",
                        "base",
                        "local",
                        "remote",
                        "policy",
                        "applied",
                        "state",
                        "choices",
                        "firstSeenAt",
                        "resolvedAt",
                        "resolvedBy",
                        "alsoIn",
                        "rule",
                        "name",
                        "localChangedBy",
                        "localChangedAt",
                        "remoteModifiedAt",
                        "effects");
        assertThat(API.read("/api/sync/conflicts/" + conflict)).isEqualTo(shown);
        assertThat(List.of(text(shown, "name"), text(shown, "localChangedBy")))
                .containsExactly("Held, theirs mine", "owner");
        assertThat(Instant.parse(text(shown, "localChangedAt"))).isBeforeOrEqualTo(Instant.now());
        assertThat(shown.path("effects").valueStream().map(each -> text(each, "effect")))
                .containsExactly(
                        "TickTick's name becomes \"Held, theirs mine\".",
                        "Devledger's name becomes \"Theirs\".",
                        "Devledger and TickTick both get the name that you write.");
        assertThat(List.of(
                        text(shown, "kind"),
                        text(shown, "field"),
                        text(shown, "base"),
                        text(shown, "local"),
                        text(shown, "remote"),
                        text(shown, "applied"),
                        text(shown, "state")))
                .containsExactly("field", "name", "Held, theirs", "Held, theirs mine", "Theirs", "none", "open");
        assertThat(texts(shown, "choices")).containsExactly("local", "remote", "value");
        assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("conflict");
        assertThat(text(LEDGER.projectLink(project), "reason")).contains(conflict, "\"Theirs\" in ticktick");
        assertThat(openConflicts()).isEqualTo(before + 1);

        Api.Answer answer = resolve(conflict, "\"remote\"").expect(200);

        assertThat(answer.text("state")).isEqualTo("resolved");
        assertThat(answer.text("resolvedBy")).isEqualTo("owner");
        assertThat(answer.json().path("choices")).isEmpty();
        assertThat(name(project)).isEqualTo("Theirs");
        assertThat(events(answer.header("X-Change-Set")))
                .containsExactlyInAnyOrder("project.edited", "sync.remote-change-seen", "conflict.resolved");
        assertThat(openConflicts()).isEqualTo(before);
        LEDGER.idle();
        assertThat(text(card(LEDGER.card(project)), "title")).isEqualTo("Theirs");
    }

    @Test
    void a_held_name_goes_over_where_the_ledgers_is_chosen() {
        String project = LEDGER.project("Held, mine", "");
        String conflict = heldName(project, "Held, mine", "Theirs of it");

        resolve(conflict, "\"local\"").expect(200);

        assertThat(name(project)).isEqualTo("Held, mine mine");
        eventually(() -> assertThat(text(card(LEDGER.card(project)), "title")).isEqualTo("Held, mine mine"));
    }

    @Test
    void a_third_value_goes_to_both() {
        String project = LEDGER.project("Held, third", "");
        String conflict = heldName(project, "Held, third", "Theirs again");

        Api.Answer invalid =
                resolve(conflict, "\"value\",\"value\":\"two\\nlines\"").expect(422);
        assertThat(text(invalid.json().at("/errors/0"), "field")).isEqualTo("value");
        resolve(conflict, "\"value\",\"value\":[\"a\"]").expect(422);
        resolve(conflict, "\"value\"").expect(422);
        resolve(conflict, "\"local\",\"value\":\"a\"").expect(422);
        resolve(conflict, "\"detach\"").expect(422);
        assertThat(text(conflict(conflict, ""), "state")).isEqualTo("open");

        String body = "{\"choose\":\"value\",\"value\":\"A third\"}";
        Api.Answer first = API.post(200, path(conflict), body, "Idempotency-Key", "third-" + conflict);
        Api.Answer again = API.post(200, path(conflict), body, "Idempotency-Key", "third-" + conflict);

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("X-Change-Set")).isEqualTo(first.header("X-Change-Set"));
        Api.Answer repeated =
                resolve(conflict, "\"value\",\"value\":\"A third\"").expect(200);
        assertThat(events(repeated.header("X-Change-Set"))).isEmpty();
        resolve(conflict, "\"value\",\"value\":\"A fourth\"").expect(409);
        resolve(conflict, "\"remote\"").expect(409);
        assertThat(name(project)).isEqualTo("A third");
        eventually(() -> assertThat(text(card(LEDGER.card(project)), "title")).isEqualTo("A third"));
    }

    @Test
    void an_agent_sees_both_sides_and_settles_what_was_chosen() {
        String project = LEDGER.project("Held for an agent", "");
        String conflict = heldName(project, "Held for an agent", "Theirs for an agent");
        String key = API.get("/api/projects/" + project).text("key");

        ToolAnswer listed = TOOLS.call("resolve_sync_conflicts", "{\"limit\": 100}");
        JsonNode shown = Sandbox.elements(listed.structured().path("conflicts")).stream()
                .filter(each -> text(each, "id").equals(conflict))
                .findFirst()
                .orElseThrow();
        assertThat(List.of(text(shown, "entity"), text(shown, "field"), text(shown, "local"), text(shown, "remote")))
                .containsExactly(key, "name", "Held for an agent mine", "Theirs for an agent");
        assertThat(listed.text())
                .contains(conflict + " " + key
                        + " name: local \"Held for an agent mine\", remote \"Theirs for an agent\";"
                        + " choose local, remote, value");

        String call = "{\"resolutions\": [{\"conflict\": \"" + conflict
                + "\", \"choose\": \"value\", \"value\": \"A third for an agent\"}]%s}";
        JsonNode tried = TOOLS.json("resolve_sync_conflicts", call.formatted(", \"dry_run\": true"));
        assertThat(tried.path("dryRun").asBoolean()).isTrue();
        assertThat(text(conflict(conflict, ""), "state")).isEqualTo("open");
        assertThat(name(project)).isEqualTo("Held for an agent mine");

        assertThat(TOOLS.failure(
                        "resolve_sync_conflicts", call.formatted(", \"expected_version\": {\"" + key + "\": 1}")))
                .startsWith("stale: " + key + " is at version 2, you gave 1. owner changed name since.");
        JsonNode settled = TOOLS.json("resolve_sync_conflicts", call.formatted(", \"reason\": \"asked\""));
        assertThat(text(settled.at("/results/0"), "state")).isEqualTo("resolved");
        assertThat(name(project)).isEqualTo("A third for an agent");
        JsonNode history =
                API.get("/api/history?changeSet=" + Tools.changeSet(settled)).json();
        assertThat(text(history.at("/items/0"), "tool")).isEqualTo("resolve_sync_conflicts");
        assertThat(TOOLS.json("resolve_sync_conflicts", call.formatted("")).has("changeSet"))
                .isFalse();
        eventually(() -> assertThat(text(card(LEDGER.card(project)), "title")).isEqualTo("A third for an agent"));
    }

    @Test
    void an_agent_gives_a_list_as_json_in_the_text_and_hears_what_is_wrong() {
        String project = LEDGER.project("Tags for an agent", "");
        LEDGER.card(project);
        String conflict = raise(
                link(project),
                new Dispute.FieldDispute(
                        Field.TAGS,
                        MergeRule.BOTH_VALUES,
                        tags("mine"),
                        tags("theirs"),
                        ConflictPolicy.HOLD,
                        AppliedSide.NONE));
        String call = "{\"resolutions\": [{\"conflict\": \"" + conflict + "\", %s}], \"dry_run\": true}";

        assertThat(TOOLS.failure("resolve_sync_conflicts", call.formatted("\"choose\": \"value\", \"value\": \"one\"")))
                .startsWith("invalid: resolutions[0].value does not fit this field. Give JSON as text, such as"
                        + " [\"one\", \"two\"].");
        assertThat(TOOLS.failure("resolve_sync_conflicts", call.formatted("\"choose\": \"value\", \"value\": \"{}\"")))
                .startsWith("invalid: resolutions[0].value: is not one of this field;");
        assertThat(TOOLS.failure("resolve_sync_conflicts", call.formatted("\"choose\": \"value\"")))
                .startsWith("invalid: resolutions[0].value is missing;");
        assertThat(TOOLS.failure("resolve_sync_conflicts", call.formatted("\"choose\": \"local\", \"value\": \"x\"")))
                .startsWith("invalid: resolutions[0].value is only for choose=value.");
        assertThat(TOOLS.failure("resolve_sync_conflicts", call.formatted("\"choose\": \"detach\"")))
                .startsWith("invalid: resolutions[0].choose");
        assertThat(TOOLS.json(
                                "resolve_sync_conflicts",
                                call.formatted("\"choose\": \"value\", \"value\": \"[\\\"agreed\\\"]\""))
                        .at("/results/0/state")
                        .asString())
                .isEqualTo("resolved");
        String unknown = UUID.randomUUID().toString();
        assertThat(TOOLS.failure(
                        "resolve_sync_conflicts",
                        "{\"resolutions\": [{\"conflict\": \"" + unknown + "\", \"choose\": \"local\"}]}"))
                .startsWith("not_found: There is no conflict \"" + unknown + "\". Call resolve_sync_conflicts without");
        TOOLS.call(
                "resolve_sync_conflicts",
                call.formatted("\"choose\": \"local\"").replace("true", "false"));
        assertThat(text(conflict(conflict, "&state=resolved"), "state")).isEqualTo("resolved");
    }

    @Test
    void an_agent_settles_two_conflicts_of_one_thing_in_two_calls_and_long_ones_are_cut() {
        String project = LEDGER.project("Two for an agent", "");
        LEDGER.card(project);
        List<String> two = Stream.of(Field.TAGS, Field.TAGS)
                .map(field -> raise(
                        link(project),
                        new Dispute.FieldDispute(
                                field,
                                MergeRule.BOTH_VALUES,
                                tags("m".repeat(50_000)),
                                tags("t".repeat(50_000)),
                                ConflictPolicy.HOLD,
                                AppliedSide.NONE)))
                .toList();
        String call = "{\"resolutions\": [%s], \"dry_run\": %s}";
        List<String> local = two.stream()
                .map(each -> "{\"conflict\": \"" + each + "\", \"choose\": \"local\"}")
                .toList();

        ToolAnswer listed = TOOLS.call("resolve_sync_conflicts", "{\"limit\": 100}");
        assertThat(listed.text()).hasSizeLessThan(60_000).contains(two).contains("were cut");
        assertThat(listed.structured().toString()).hasSizeLessThan(60_000);
        assertThat(TOOLS.failure("resolve_sync_conflicts", call.formatted(String.join(",", local), "false")))
                .isEqualTo("invalid: resolutions[1].conflict is of the same project or task as resolutions[0]; resolve"
                        + " it in a separate call. Nothing was written.");
        for (String each : local) {
            TOOLS.call("resolve_sync_conflicts", call.formatted(each, "false"));
        }
    }

    @Test
    void an_agent_that_settles_more_than_ten_at_once_asks_first() {
        List<String> projects = IntStream.range(0, 11)
                .mapToObj(each -> LEDGER.project("At once " + each, ""))
                .toList();
        projects.forEach(LEDGER::card);
        List<String> conflicts = projects.stream()
                .map(project -> raise(
                        link(project),
                        new Dispute.FieldDispute(
                                Field.TAGS,
                                MergeRule.BOTH_VALUES,
                                tags("mine"),
                                tags("theirs"),
                                ConflictPolicy.HOLD,
                                AppliedSide.NONE)))
                .toList();
        String resolution = "{\"conflict\": \"%s\", \"choose\": \"%s\"}";
        String ten = conflicts.stream()
                .limit(10)
                .map(each -> resolution.formatted(each, "local"))
                .collect(Collectors.joining(", "));
        String eleven = ten + ", " + resolution.formatted(conflicts.getLast(), "remote");
        String call = "{\"resolutions\": [%s]%s}";

        assertThat(TOOLS.json("resolve_sync_conflicts", call.formatted(eleven, ", \"dry_run\": true"))
                        .path("results"))
                .hasSize(11);
        String key = API.get("/api/projects/" + projects.getLast()).text("key");
        assertThat(TOOLS.failure(
                        "resolve_sync_conflicts",
                        call.formatted(eleven, ", \"expected_version\": {\"" + key + "\": 9}")))
                .as("no question about what is refused anyway")
                .startsWith("stale: " + key);
        assertThat(TOOLS.failure("resolve_sync_conflicts", call.formatted(eleven, "")))
                .isEqualTo("confirm_required: This resolves 11 conflicts: 10 with choose=local, 1 with choose=remote."
                        + " Ask the user, then call again with confirm=true. Nothing was written.");
        assertThat(conflicts).allSatisfy(each -> assertThat(text(conflict(each, ""), "state"))
                .isEqualTo("open"));
        assertThat(TOOLS.json("resolve_sync_conflicts", call.formatted(ten, "")).path("results"))
                .hasSize(10);
        TOOLS.call("resolve_sync_conflicts", call.formatted(eleven, ", \"confirm\": true"));
        assertThat(conflicts).allSatisfy(each -> assertThat(text(conflict(each, "&state=resolved"), "state"))
                .isEqualTo("resolved"));
    }

    private static CanonicalChanges tags(String to) {
        return new CanonicalChanges(
                null, null, null, new Change<>(new TreeSet<>(), new TreeSet<>(List.of(to))), null, null, null, null);
    }

    @Test
    void what_a_policy_applied_can_be_turned_round() {
        String project = LEDGER.project("Applied", "");
        String card = LEDGER.card(project);
        TICKTICK.edit(card, "title", "Applied", "Applied theirs");
        SyncLinkId link = link(project);
        CanonicalChanges theirs = title("Applied", "Applied theirs");
        CanonicalContent base = linked(link).base();
        send(at -> new SyncCommand.SeeRemoteChange(link, theirs.applyTo(base), List.of(), at));
        LEDGER.patchProject(project, "{\"name\":\"Applied theirs\"}");
        LEDGER.idle();
        String conflict = raise(
                link,
                new Dispute.FieldDispute(
                        Field.TITLE,
                        MergeRule.BOTH_VALUES,
                        title("Applied", "Applied mine"),
                        theirs,
                        ConflictPolicy.REMOTE,
                        AppliedSide.REMOTE));
        assertThat(text(conflict(conflict, ""), "state")).isEqualTo("applied");
        assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("synced");

        resolve(conflict, "\"local\"").expect(200);

        assertThat(name(project)).isEqualTo("Applied mine");
        eventually(() -> assertThat(text(card(LEDGER.card(project)), "title")).isEqualTo("Applied mine"));
        assertThat(text(conflict(conflict, "&state=resolved"), "state")).isEqualTo("resolved");
    }

    @Test
    void a_card_deleted_there_is_made_again_or_let_go_or_left() {
        String kept = LEDGER.project("Deleted there, kept", "");
        String gone = LEDGER.project("Deleted there, gone", "");
        String left = LEDGER.project("Deleted there, left", "");
        String oldCard = LEDGER.card(kept);
        String ofKept = deletedThere(kept);
        String ofGone = deletedThere(gone);
        String ofLeft = deletedThere(left);

        resolve(ofKept, "\"local\"").expect(200);
        resolve(ofGone, "\"remote\"").expect(200);
        resolve(ofLeft, "\"detach\"").expect(200);

        assertThat(LEDGER.card(kept)).isNotEqualTo(oldCard);
        assertThat(API.get("/api/projects/" + gone).json().path("deletedAt").isNull())
                .isFalse();
        LEDGER.idle();
        assertThat(text(LEDGER.projectLink(gone), "state")).isEqualTo("closed");
        assertThat(text(LEDGER.projectLink(left), "state")).isEqualTo("detached");
        assertThat(API.get("/api/projects/" + left).json().path("deletedAt").isNull())
                .isTrue();
        assertThat(open("Deleted there, gone")).isEmpty();
    }

    @Test
    void a_project_deleted_here_is_deleted_there_or_restored_or_left() {
        String gone = LEDGER.project("Deleted here, gone", "");
        String back = LEDGER.project("Deleted here, back", "");
        String left = LEDGER.project("Deleted here, left", "");
        String ofGone = deletedHere(gone, "Deleted here, gone");
        String ofBack = deletedHere(back, "Deleted here, back");
        String ofLeft = deletedHere(left, "Deleted here, left");

        resolve(ofGone, "\"local\"").expect(200);
        eventually(() -> assertThat(open("Deleted here, gone")).isEmpty());
        resolve(ofBack, "\"remote\"").expect(200);
        assertThat(API.get("/api/projects/" + back).json().path("deletedAt").isNull())
                .isTrue();
        resolve(ofLeft, "\"detach\"").expect(200);
        assertThat(text(LEDGER.projectLink(left), "state")).isEqualTo("detached");
        assertThat(open("Deleted here, left")).hasSize(1);
        // Back to what both sides had, so that nothing waits for a cycle that reads everything.
        TICKTICK.update(list(), text(LEDGER.projectLink(back), "remoteId"), "\"content\":\"\"");
        LEDGER.sync();
    }

    @Test
    void which_card_it_is_can_be_said() {
        String project = LEDGER.project("Which one", "");
        LEDGER.card(project);
        SyncLinkId link = link(project);
        send(at -> new SyncCommand.Stop(link, "two of them", at));
        RemoteRef one = card("Which one", "one");
        RemoteRef two = card("Which one", "two");
        String conflict = raise(
                link,
                new Dispute.AmbiguousObject(
                        "two of them",
                        List.of(
                                new Dispute.Candidate(one, content("Which one", "one")),
                                new Dispute.Candidate(two, content("Which one", "two")))));
        assertThat(conflict(conflict, "").at("/remote/1/remoteId").asString()).isEqualTo(two.id());

        resolve(conflict, "\"value\",\"value\":\"nobody\"").expect(422);
        resolve(conflict, "\"remote\"").expect(422);
        resolve(conflict, "\"value\",\"value\":\"" + two.id() + "\"").expect(200);

        assertThat(LEDGER.card(project)).isEqualTo(two.id());
        eventually(() -> assertThat(text(card(two.id()), "content")).isEmpty());
        assertThat(text(card(one.id()), "content")).isEqualTo("one");
    }

    @Test
    void where_it_is_none_of_them_another_is_made() {
        String project = LEDGER.project("None of them", "");
        String before = LEDGER.card(project);
        RemoteRef theirs = card("None of them", "theirs");
        String conflict = whichOne(project, theirs);
        assertThat(texts(conflict(conflict, ""), "choices")).containsExactly("local", "value", "detach");

        resolve(conflict, "\"local\"").expect(200);

        String made = LEDGER.card(project);
        assertThat(made).isNotIn(before, theirs.id());
        assertThat(text(card(made), "title")).isEqualTo("None of them");
        assertThat(text(card(theirs.id()), "content")).isEqualTo("theirs");
        assertThat(text(conflict(conflict, "&state=resolved"), "state")).isEqualTo("resolved");
    }

    @Test
    void where_it_is_left_out_both_stay_as_they_are_and_nothing_waits() {
        String project = LEDGER.project("Left out", "");
        LEDGER.card(project);
        RemoteRef theirs = card("Left out", "theirs");
        int there = open("Left out").size();
        String conflict = whichOne(project, theirs);

        resolve(conflict, "\"detach\"").expect(200);
        LEDGER.patchProject(project, "{\"name\":\"Left out, renamed here\"}");
        LEDGER.idle();

        assertThat(text(LEDGER.projectLink(project), "state")).isEqualTo("detached");
        assertThat(open("Left out")).hasSize(there);
        assertThat(text(card(theirs.id()), "title")).isEqualTo("Left out");
        assertThat(open("Left out, renamed here")).isEmpty();
        assertThat(name(project)).isEqualTo("Left out, renamed here");
    }

    private static String whichOne(String project, RemoteRef candidate) {
        SyncLinkId link = link(project);
        send(at -> new SyncCommand.Stop(link, "it may be another", at));
        return raise(
                link,
                new Dispute.AmbiguousObject(
                        "it may be another",
                        List.of(new Dispute.Candidate(candidate, content("it may be another", "theirs")))));
    }

    @Test
    void a_conflict_that_is_not_there_is_not_found_and_has_no_version() {
        String nobody = UUID.randomUUID().toString();
        resolve(nobody, "\"local\"").expect(404);
        API.post(412, path(nobody), "{\"choose\":\"local\"}", "If-Match", "\"1\"");
    }

    @Test
    void what_a_guard_holds_can_be_approved_once() {
        String project = LEDGER.project("Held back", "");
        LEDGER.card(project);
        PendingApprovals holds = DEVLEDGER.stores().memory.holds;
        String hash = "hash-" + UUID.randomUUID();
        PendingApprovals.PendingPlan held = new PendingApprovals.PendingPlan(
                UUID.randomUUID(),
                hash,
                "deletes",
                list(),
                List.of(
                        new PendingApprovals.Operation("delete-remotely", EntityRef.project(UUID.fromString(project))),
                        new PendingApprovals.Operation("create-locally", null)),
                7,
                Instant.now().plusSeconds(3_600));
        holds.replace(ACCOUNT, List.of(held));
        try {
            JsonNode shown = API.read("/api/sync/approvals").at("/items/0");
            assertThat(shown.propertyNames())
                    .containsExactly("id", "planHash", "guard", "scope", "operations", "estimateSeconds", "expiresAt");
            assertThat(text(shown.at("/operations/0/entity"), "key"))
                    .isEqualTo(API.get("/api/projects/" + project).text("key"));
            assertThat(shown.at("/operations/1/entity").isNull()).isTrue();
            assertThat(LEDGER.syncStatus().path("held").asInt()).isEqualTo(2);

            Api.Answer approval = API.post(201, "/api/sync/approvals", "{\"planHash\":\"" + hash + "\"}");
            assertThat(approval.header("Location")).isEqualTo("/api/sync/approvals");
            assertThat(approval.text("by")).isEqualTo("owner");
            API.post(409, "/api/sync/approvals", "{\"planHash\":\"other\"}");
            assertThat(holds.takeApproval(ACCOUNT, hash, List.of(), Instant.EPOCH))
                    .isTrue();
            assertThat(holds.takeApproval(ACCOUNT, hash, List.of(), Instant.EPOCH))
                    .isFalse();
        } finally {
            holds.replace(ACCOUNT, List.of());
        }
    }

    /** The ledger has its name with "mine" behind it, the card another one, and none is written. */
    private static String heldName(String project, String was, String theirs) {
        String card = LEDGER.card(project);
        SyncLinkId link = link(project);
        TICKTICK.edit(card, "title", was, theirs);
        String conflict = raise(
                link,
                new Dispute.FieldDispute(
                        Field.TITLE,
                        MergeRule.BOTH_VALUES,
                        title(was, was + " mine"),
                        title(was, theirs),
                        ConflictPolicy.HOLD,
                        AppliedSide.NONE));
        LEDGER.patchProject(project, "{\"name\":\"" + was + " mine\"}");
        return conflict;
    }

    private static String deletedThere(String project) {
        String card = LEDGER.card(project);
        SyncLinkId link = link(project);
        RemoteRef object = linked(link).remote();
        TICKTICK.press(card, "delete");
        send(at -> new SyncCommand.DetachUntilDecision(link, "it was deleted there and changed here", at));
        return raise(link, new Dispute.DeletedRemotely(object, title("before", "after")));
    }

    private static String deletedHere(String project, String name) {
        String card = LEDGER.card(project);
        TICKTICK.edit(card, "note", "", "I still need that");
        API.delete(200, "/api/projects/" + project);
        LEDGER.sync();
        assertThat(open(name)).hasSize(1);
        List<String> asked = Samples.all(API, "/api/sync/conflicts?limit=200&state=open").stream()
                .filter(each -> text(each.path("entity"), "id").equals(project))
                .map(each -> text(each, "id"))
                .toList();
        assertThat(asked).hasSize(1);
        return asked.getFirst();
    }

    private static RemoteRef card(String title, String note) {
        String id = API.post(
                        200,
                        Sandbox.API + "/task",
                        "{\"title\":\"%s\",\"content\":\"%s\",\"projectId\":\"%s\"}".formatted(title, note, list()))
                .text("id");
        return new RemoteRef(list(), id);
    }

    private static CanonicalContent content(String title, String note) {
        return CanonicalContent.list(title).withDescription(note);
    }

    private static CanonicalChanges title(String from, String to) {
        return new CanonicalChanges(new Change<>(from, to), null, null, null, null, null, null, null);
    }

    private static SyncLinkId link(String project) {
        return ACCOUNT.link(EntityRef.project(UUID.fromString(project)));
    }

    private static SyncLink.Linked linked(SyncLinkId link) {
        return (SyncLink.Linked) DEVLEDGER.stores().memory.linkBook.find(link).orElseThrow();
    }

    private static String raise(SyncLinkId link, Dispute dispute) {
        ConflictId id = new ConflictId(UUID.randomUUID());
        send(at -> new ConflictCommand.Raise(id, link, dispute, at));
        return id.toString();
    }

    private static void send(Function<Instant, Addressed> command) {
        Written<Boolean> written = DEVLEDGER
                .inside()
                .ledger
                .write(
                        SYNC,
                        changes -> {
                            changes.send(command.apply(changes.at()));
                            return true;
                        },
                        done -> done);
        assertThat(written.answer()).isTrue();
    }

    private static String path(String conflict) {
        return "/api/sync/conflicts/" + conflict + "/resolve";
    }

    /** {@code choice} is what follows {@code choose} in the object. */
    private static Api.Answer resolve(String conflict, String choice) {
        return API.post(path(conflict), "{\"choose\":" + choice + "}");
    }

    private static JsonNode conflict(String id, String query) {
        return Samples.all(API, "/api/sync/conflicts?limit=200" + query).stream()
                .filter(each -> text(each, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> events(String changeSet) {
        return Sandbox.elements(API.read("/api/history?sync=true&changeSet=" + changeSet)
                        .path("items"))
                .stream()
                .map(each -> text(each, "event"))
                .toList();
    }

    private static String name(String project) {
        return API.get(200, "/api/projects/" + project).text("name");
    }

    private static JsonNode card(String id) {
        return TICKTICK.task(list(), id);
    }

    private static List<JsonNode> open(String title) {
        return TICKTICK.openNamed(list(), title);
    }

    private static String list() {
        return TICKTICK.list("Dev Projects");
    }
}
