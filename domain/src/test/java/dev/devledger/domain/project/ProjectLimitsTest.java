package dev.devledger.domain.project;

import static dev.devledger.domain.project.ProjectSamples.at;
import static dev.devledger.domain.project.ProjectSamples.created;
import static dev.devledger.domain.project.ProjectSamples.edit;
import static dev.devledger.domain.project.ProjectSamples.named;
import static dev.devledger.domain.project.ProjectSamples.rename;
import static dev.devledger.domain.project.ProjectSamples.scheduled;
import static dev.devledger.domain.project.ProjectSamples.tagged;
import static dev.devledger.domain.project.ProjectSamples.toCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of docs/contract.md, section 4, each tested at the limit and just beyond. */
class ProjectLimitsTest {

    private static void accepted(ProjectDetails details) {
        Scenario.given(new ProjectDecider()).when(toCreate(details)).then(created(details));
    }

    private static void refused(ProjectDetails details, String... fields) {
        Scenario.given(new ProjectDecider()).when(toCreate(details)).thenInvalid(fields);
    }

    @Test
    void a_name_has_1_to_500_characters() {
        accepted(named("n"));
        accepted(named("n".repeat(500)));
        refused(named("n".repeat(501)), "name");
        refused(named(""), "name");
        refused(named("   "), "name");
    }

    @Test
    void a_character_is_what_people_see_as_one_code_point() {
        accepted(named("🙂".repeat(500)));
        refused(named("🙂".repeat(501)), "name");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"a\nb", "a\tb", "a\0b", "a\u001bb", "a\u007fb", "a\u0085b"})
    void a_name_is_one_line_without_control_characters(String name) {
        refused(named(name), "name");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"a\ud83d", "\ude42b", "\ude42\ud83d"})
    void half_a_character_cannot_be_stored(String text) {
        refused(named(text), "name");
        refused(described(text), "description");
        refused(tagged(text), "tags");
        refused(at("https://example.org/" + text), "repositoryUrl");
    }

    @Test
    void a_description_has_lines_and_at_most_100000_characters() {
        accepted(described("a\r\n\tb"));
        accepted(described("🙂".repeat(Violations.DESCRIPTION)));
        refused(described("d".repeat(Violations.DESCRIPTION + 1)), "description");
        refused(described("a\0b"), "description");
        refused(described("a\u001bb"), "description");
    }

    private static ProjectDetails described(String description) {
        ProjectDetails plain = named("Ledger");
        return new ProjectDetails(
                plain.name(), description, Priority.NONE, plain.tags(), "", plain.schedule(), Placement.CARD);
    }

    @Test
    void there_are_at_most_50_tags() {
        accepted(tagged(numbered(50)));
        refused(tagged(numbered(51)), "tags");
    }

    private static String[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "tag" + i).toArray(String[]::new);
    }

    @Test
    void a_tag_is_one_line_of_1_to_64_characters() {
        accepted(tagged("🙂".repeat(64)));
        refused(tagged("🙂".repeat(65)), "tags");
        refused(tagged(" "), "tags");
        refused(tagged("a\nb"), "tags");
    }

    @Test
    void tags_are_compared_in_lower_case() {
        accepted(tagged("Web"));
        refused(tagged("Web", "web"), "tags");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "paused", "blocked", "PLANNED", "Paused", "bLOCKED"})
    void the_tags_that_say_a_status_are_reserved_in_any_case(String tag) {
        refused(tagged("web", tag), "tags");
    }

    @Test
    void only_what_a_service_takes_for_itself_is_reserved() {
        ProjectDetails details = tagged("planned", "urgent");
        assertThat(details.violations(new ReservedTags(Set.of())).none()).isTrue();
        assertThat(details.violations(new ReservedTags(Set.of("urgent"))).found())
                .extracting(Rejection.Violation::message)
                .containsExactly("\"urgent\" is reserved; set the project's status instead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "completed", "abandoned", "plannedly"})
    void other_tags_are_free(String tag) {
        accepted(tagged(tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://example.org/repository.git",
                "http://localhost:3000/x",
                "https://ex_ample.org/x",
                "https://example.org",
                "ssh://git@example.org:22/x.git",
                "git://example.org/x",
                "git@example.org:owner/repository.git",
                "file:///home/me/repository",
                "HTTPS://EXAMPLE.ORG/X"
            })
    void a_repository_is_where_git_finds_it(String url) {
        accepted(at(url));
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                " ",
                "example.org/x",
                "/home/me/repository",
                "//example.org/x",
                "https://",
                "http:///x",
                "https:/x",
                "https://exa mple.org",
                "javascript:alert(1)",
                "javascript:/alert(1)",
                "mailto:me@example.org",
                "git@example.org:a b",
                "git@example.org:a\0b",
                "https://example.org/\n"
            })
    void a_repository_is_nothing_else(String url) {
        refused(at(url), "repositoryUrl");
    }

    @Test
    void a_repository_has_at_most_2000_characters() {
        String start = "https://example.org/";
        accepted(at(start + "r".repeat(2_000 - start.length())));
        refused(at(start + "r".repeat(2_001 - start.length())), "repositoryUrl");
    }

    @Test
    void both_dates_are_of_one_form() {
        accepted(scheduled(between("2026-03-31", "2026-03-31")));
        accepted(scheduled(between("2026-03-31T09:00:00Z", "2026-03-31T11:00:00+02:00")));
        refused(scheduled(between("2026-03-31", "2026-04-01T09:00:00Z")), "dueDate");
        refused(scheduled(between("2026-03-31T09:00:00Z", "2026-04-01")), "dueDate");
    }

    @Test
    void nothing_is_due_before_it_starts() {
        refused(scheduled(between("2026-03-31", "2026-03-30")), "dueDate");
        refused(scheduled(between("2026-03-31T09:00:00.001Z", "2026-03-31T09:00:00Z")), "dueDate");
        accepted(scheduled(new Schedule(When.parse("2026-03-31"), null, ProjectSamples.UTC)));
        accepted(scheduled(new Schedule(null, When.parse("2026-03-31"), ProjectSamples.UTC)));
    }

    private static Schedule between(String start, String due) {
        return new Schedule(When.parse(start), When.parse(due), ProjectSamples.UTC);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        ProjectDetails wrong = new ProjectDetails(
                "",
                "\0",
                Priority.NONE,
                ProjectSamples.tags("paused"),
                "?",
                between("2026-03-31", "2026-03-30"),
                Placement.CARD);
        refused(wrong, "name", "description", "repositoryUrl", "dueDate", "tags");
    }

    @Test
    void an_edit_keeps_the_limits_as_well() {
        Scenario.given(new ProjectDecider(), created())
                .when(edit(rename("n".repeat(501))))
                .thenInvalid("name");
    }
}
