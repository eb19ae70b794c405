package dev.devledger.adapters.rest.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.files.TimeEntryRowReader.TimeFileOptions;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.ProjectFields;
import dev.devledger.adapters.rest.resource.TaskFields;
import dev.devledger.application.directory.Assignees;
import dev.devledger.application.directory.BillingItems.BillingRefs;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.task.DependencyGraph.DependencyRefs;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rows of each form of file mean, and on which line they begin. */
class ImportFormsTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String HEADER =
            "\"Folder Name\",\"List Name\",\"Title\",\"Kind\",\"Tags\",\"Content\",\"Is Check list\",\"Due"
                    + " Date\",\"Priority\",\"Status\",\"Completed Time\",\"Timezone\",\"Is All"
                    + " Day\",\"taskId\",\"parentId\"\n";

    private final OnePerson people = new OnePerson();

    /** Everybody is Ada, whom a test can count the questions for. */
    private static final class OnePerson implements PersonDirectory {
        private static final StoredPerson ADA =
                new StoredPerson(new PersonId(new UUID(7, 7)), new PersonKey(7), "Ada", null, false, false);

        private int asked;

        @Override
        public Map<String, List<StoredPerson>> called(Collection<String> texts) {
            asked++;
            return texts.stream().collect(Collectors.toMap(each -> each, each -> List.of(ADA)));
        }

        @Override
        public void lock() {}

        @Override
        public Optional<StoredPerson> find(String idOrKey) {
            return Optional.empty();
        }

        @Override
        public Optional<StoredPerson> withEmail(String address) {
            return Optional.empty();
        }

        @Override
        public PersonKey nextKey() {
            return new PersonKey(8);
        }
    }

    @SuppressWarnings("NullAway") // asked of nothing
    private static final EntryReferenceResolver NOWHERE = new EntryReferenceResolver(null, null, null, null, null);

    @TempDir
    private Path folder;

    private List<ImportRow> rows(ImportFormat form, byte[] content) {
        try {
            Path file = Files.write(folder.resolve("file"), content);
            ImportFields fields = new ImportFields(
                    new ProjectFields(
                            ZONE,
                            new ReservedTags(Set.of("planned", "paused", "blocked")),
                            PlacementRules.NONE,
                            new BillingRefs(null, null)),
                    new TaskFields(ZONE, new Assignees(people, null, null), new DependencyRefs(null)),
                    Clock.fixed(NOW, ZoneOffset.UTC));
            List<ImportRow> rows = new ArrayList<>();
            try (ImportFile.Rows read = form.file(
                            file, fields, new ImportFormat.ImportOptions(ZONE, "P-1", TimeFileOptions.NONE, NOWHERE))
                    .open()) {
                for (ImportRow row = read.next(); row != null; row = read.next()) {
                    rows.add(row);
                }
                assertThat(read.bytes()).isPositive();
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<ImportRow> csv(String content) {
        return rows(ImportFormat.CSV, content.getBytes(UTF_8));
    }

    private List<ImportRow> ndjson(String content) {
        return rows(ImportFormat.NDJSON, content.getBytes(UTF_8));
    }

    private static List<String> wrong(List<ImportRow> rows) {
        return rows.stream()
                .filter(ImportRow.InvalidRow.class::isInstance)
                .map(ImportRow.InvalidRow.class::cast)
                .flatMap(bad ->
                        bad.violations().stream().map(each -> bad.line() + " " + each.field() + ": " + each.message()))
                .toList();
    }

    @Test
    void a_row_of_csv_begins_where_its_first_line_is() {
        List<ImportRow> rows =
                csv("\uFEFFproject,title,description,priority\r\nA,one,\"of\r\ntwo lines\",\r\n\r\nA,two,,urgent\r\n");

        assertThat(rows.getFirst()).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> {
            assertThat(task.line()).isEqualTo(2);
            assertThat(task.details().description()).isEqualTo("of\r\ntwo lines");
        });
        assertThat(wrong(rows)).containsExactly("5 priority: is \"urgent\"; allowed are none, low, medium, high");
    }

    @Test
    void a_row_without_title_is_a_project() {
        assertThat(csv("project,title,status,tags\nA,,paused,x  y\n").getFirst())
                .isInstanceOfSatisfying(ImportRow.NewProject.class, project -> {
                    assertThat(project.onlyOne()).isTrue();
                    assertThat(project.status()).isEqualTo(ProjectStatus.PAUSED);
                    assertThat(project.details().tags()).containsExactly("x", "y");
                });
    }

    @Test
    void a_csv_file_that_makes_no_sense_is_told_where() {
        assertThat(wrong(csv("title,notes\n"))).singleElement().asString().startsWith("1 header: is missing");
        assertThat(wrong(csv("project,colour\n")))
                .singleElement()
                .asString()
                .startsWith("1 header: has the column \"colour\", which is unknown");
        assertThat(wrong(csv("project,title,title\nA,b,c\n"))).containsExactly("1 header: has the same column twice");
        assertThat(wrong(csv("project,title\nA,b,c\n"))).containsExactly("2 row: has 3 cells; the header has 2");
        assertThat(wrong(csv("project,title\n,b\n"))).containsExactly("2 project: is missing");
        assertThat(wrong(csv("project,title\nA,\"b\" c\n")))
                .singleElement()
                .asString()
                .contains("row: cannot be read");
        assertThat(wrong(rows(ImportFormat.CSV, "project,title\nA,b\nA,caf\u00e9\n".getBytes(ISO_8859_1))))
                .contains("3 line: is not UTF-8; save the file as UTF-8");
    }

    @Test
    void lines_of_json_stand_for_themselves() {
        List<ImportRow> rows = ndjson("\uFEFF" + """
            {"project":{"ref":"a","name":"A"}}\r

            {"task":{"project":"a","title":"t","colour":1}}
            {"task":{"ref":"","project":"a","title":"t"}}
            {"task":{"project":"a","title":"t","status":"completed","completedAt":"2026-06-02"}}
            {"task":{"project":"a","title":"t","status":"completed","completedAt":"2026-06-02T00:00:00Z"}}
            {"task":{"title":"t"}}
            []
            {"project":{"name":"A"},"task":{}}\
            """);

        assertThat(rows.getFirst())
                .isInstanceOfSatisfying(ImportRow.NewProject.class, project -> assertThat(project.ref())
                        .isEqualTo("a"));
        assertThat(wrong(rows))
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("3 colour: is unknown"),
                        each -> assertThat(each).isEqualTo("4 ref: has 0 characters; 1 to 200 are allowed"),
                        each -> assertThat(each).startsWith("5 completedAt: is a day"),
                        each -> assertThat(each)
                                .isEqualTo("6 completedAt: is in the future; it must be now or earlier"),
                        each -> assertThat(each).isEqualTo("7 project: is missing"),
                        each -> assertThat(each).startsWith("8 line: is neither {"),
                        each -> assertThat(each).startsWith("9 line: is neither {"));
    }

    @Test
    void a_task_names_others_by_what_its_file_calls_them() {
        ImportRow.TaskRelations others = new ImportRow.TaskRelations(List.of("b", "T-3"), List.of("see this"), "c");

        assertThat(ndjson("""
            {"task":{"project":"a","title":"t","blockedBy":["b","T-3"],"related":["see this"],"discoveredFrom":"c","notes":["one","two"]}}
            """).getFirst()).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> {
            assertThat(task.further().others()).isEqualTo(others);
            assertThat(task.further().notes()).containsExactly("one", "two");
        });
        assertThat(csv("""
            project,title,ref,parent,stage,estimateMinutes,assignees,blockedBy,related,discoveredFrom,note
            a,t,r,p,in review,30,Ada; ada@example.org,b;T-3,see this,c,"one
            two"
            """).getFirst()).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> {
            assertThat(task.further().others()).isEqualTo(others);
            assertThat(task.further().notes()).containsExactly("one\ntwo");
            assertThat(task.ref()).isEqualTo("r");
            assertThat(task.parent()).isEqualTo("p");
            assertThat(task.details().stage()).isEqualTo("in review");
            assertThat(task.details().estimateMinutes()).isEqualTo(30);
            assertThat(task.details().assignees()).hasSize(1);
        });
    }

    @Test
    void what_is_wrong_with_those_is_told() {
        assertThat(wrong(
                        ndjson("{\"task\":{\"project\":\"a\",\"title\":\"t\",\"blockedBy\":\"b\",\"notes\":[\" \"]}}")))
                .satisfiesExactlyInAnyOrder(
                        each -> assertThat(each).startsWith("1 blockedBy: is a string; a list is expected"),
                        each -> assertThat(each).startsWith("1 notes[0]: must not be empty"));
        assertThat(wrong(csv("project,title,estimateMinutes\na,t,long\n")))
                .containsExactly("2 estimateMinutes: is a string; a whole number is expected");
    }

    @Test
    void each_person_is_asked_for_once_in_a_file() {
        String row = "{\"task\":{\"project\":\"a\",\"title\":\"t\",\"assignees\":[\"Ada\"]}}\n";

        assertThat(ndjson(row.repeat(1_000))).hasSize(1_000);
        assertThat(people.asked).isEqualTo(1);
    }

    @Test
    void issues_of_beads_go_to_one_project() {
        List<ImportRow> rows = rows(ImportFormat.BEADS, """
            {"id":"bd-2","title":"below","status":"open","priority":2,"assignee":"ada","dependencies":[{"issue_id":"bd-2","depends_on_id":"bd-1","type":"parent-child"}]}
            {"id":"bd-3","title":"gone","status":"tombstone","priority":2}
            {"_type":"memory","key":"k","value":"v"}

            {"_type":"issue","id":"bd-1","title":"above","status":"closed","priority":2,"closed_at":"2026-06-02T00:00:00Z"}
            {"_type":"issue","id":"bd-4","title":"known","status":"open","priority":9}
            {"_type":"issue","id":"bd-5","title":"known","status":"open","priority":0,"metadata":{"devledger":{"id":"00000000-0000-0001-0000-000000000001"}}}
            [1]
            garbage\
            """.getBytes(UTF_8));

        assertThat(rows.getFirst()).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> {
            assertThat(task.ref()).isEqualTo("bd-2");
            assertThat(task.parent()).isEqualTo("bd-1");
            assertThat(task.home().name()).isEqualTo("P-1");
            assertThat(task.details().assignees()).hasSize(1);
            assertThat(task.further().identity()).isEqualTo(new ImportRow.Identity(null));
            assertThat(task.further().notes()).hasSize(1);
        });
        assertThat(rows.get(3)).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> assertThat(
                        task.further().remarks())
                .singleElement()
                .satisfies(each -> assertThat(each.message()).startsWith("is in the future")));
        assertThat(rows.get(4)).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> assertThat(
                        task.further().remarks())
                .singleElement()
                .satisfies(each -> assertThat(each.message()).startsWith("is 9, and 0 to 4 are allowed")));
        assertThat(rows.get(1)).isEqualTo(new ImportRow.Skipped(2, null));
        assertThat(rows.get(2)).isInstanceOfSatisfying(ImportRow.Skipped.class, line -> assertThat(line.remark())
                .isNotNull());
        assertThat(rows.get(5)).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> assertThat(
                        task.further().identity())
                .isEqualTo(new ImportRow.Identity(new TaskId(new UUID(1, 1)))));
        assertThat(wrong(rows))
                .satisfiesExactly(
                        each -> assertThat(each).startsWith("8 line: is no JSON object"),
                        each -> assertThat(each).startsWith("9 line: is not JSON"));
        assertThat(people.asked).isBetween(1, 2);
    }

    @Test
    void a_line_of_json_has_an_end() {
        assertThat(wrong(ndjson("{\"project\":{\"name\":\"" + "a".repeat(WriteRequest.MOST) + "\"}}\n{\"project\":1}")))
                .satisfiesExactly(
                        each -> assertThat(each).isEqualTo("1 line: is longer than 1048576 bytes"),
                        each -> assertThat(each).startsWith("2 line: is neither {"));
    }

    @Test
    void ticktick_has_numbers_for_words_and_instants_for_days() {
        List<ImportRow> rows = csv(
                "\"Date: 2026-06-15+0000\"\n\"Version: 7.2\"\n\"Status: \n0 Normal\n1 Completed\n2 Archived\"\n"
                        + HEADER
                        + "\"\",\"L\",\"two\n"
                        + "lines\",\"TEXT\",\"a,"
                        + " B\",\"text\",\"N\",\"2026-10-14T22:00:00+0000\",\"3\",\"-1\",\"2026-01-02T00:00:00+0000\",\"Europe/Madrid\",\"true\",\"7\",\"3\"\n"
                        + "\"F\",\"L\",\"b\",\"TEXT\",\"\",\"\",\"N\",\"2026-10-14T22:00:00+0000\",\"9\",\"0\",\"\",\"Nowhere/None\",\"false\",\"8\",\"\"\n");

        assertThat(rows.getFirst()).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> {
            assertThat(task.line()).isEqualTo(8);
            assertThat(task.ref()).isEqualTo("7");
            assertThat(task.parent()).isEqualTo("3");
            assertThat(task.home().name()).isEqualTo("L");
            assertThat(task.details().title()).isEqualTo("two lines");
            assertThat(task.details().priority()).isEqualTo(Priority.MEDIUM);
            assertThat(task.details().tags()).containsExactly("B", "a");
            assertThat(task.details().schedule().dueDate()).hasToString("2026-10-15");
            assertThat(task.status()).isEqualTo(TaskStatus.ABANDONED);
            assertThat(task.since()).isEqualTo("2026-01-02T00:00:00Z");
        });
        assertThat(rows.get(1)).isInstanceOfSatisfying(ImportRow.NewTask.class, task -> assertThat(
                        task.further().remarks())
                .satisfiesExactly(
                        each -> assertThat(each.message()).startsWith("is \"Nowhere/None\""),
                        each -> assertThat(each.message()).startsWith("is \"9\"")));
        assertThat(wrong(rows)).isEmpty();
    }
}
