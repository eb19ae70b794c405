package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A morning with 44 projects, 1,622 tasks and four agents: a picture of each page that is opened in it, at two widths, light and
 * dark, to be looked at. {@code trials/morning} runs it.
 */
class MorningTrial {
    private static final int PROJECTS = 44;
    private static final int TASKS = 1_622;
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Path FOLDER = Path.of(System.getProperty("devledger.test.pictures", "target/morning"));
    private static final List<Look> LOOKS =
            List.of(Look.DESK, Look.DESK.inTheDark(), Look.PHONE, Look.PHONE.inTheDark());
    private static final List<String> NAMES = List.of(
            "Query planner",
            "Parser",
            "Vim plugin",
            "Event store",
            "Release notes",
            "Search index",
            "Cache",
            "Website");
    private static final List<String> STATUSES =
            List.of("active", "active", "planned", "paused", "blocked", "completed");
    private static final List<String> TAGS = List.of("rust", "cli", "docs", "infra", "bug", "later");
    private static final List<String> PRIORITIES = List.of("none", "none", "low", "medium", "high");

    private static String project;
    private static String task;
    private static String changeSet;

    private static String of(List<String> all, int number) {
        return all.get(number % all.size());
    }

    private static Stream<String> lines(int number) {
        String line = Api.json(Map.of(
                "project",
                Map.of(
                        "ref",
                        "p" + number,
                        "name",
                        of(NAMES, number) + (number < NAMES.size() ? "" : " " + number),
                        "status",
                        of(STATUSES, number),
                        "tags",
                        List.of(of(TAGS, number)),
                        "placement",
                        "none")));
        return Stream.concat(
                Stream.of(line),
                IntStream.range(0, TASKS)
                        .filter(each -> each % PROJECTS == number || each % 6 == 0 && number == 0)
                        .mapToObj(each -> Api.json(Map.of(
                                "task",
                                Map.of(
                                        "project", "p" + number,
                                        "title", "Describe how step " + each + " of the " + of(NAMES, each) + " fails",
                                        "tags", List.of(of(TAGS, each)),
                                        "priority", of(PRIORITIES, each),
                                        "dueDate",
                                                LocalDate.now()
                                                        .plusDays(each % 90 - 20L)
                                                        .toString())))));
    }

    @BeforeAll
    static void the_morning_begins() {
        Api api = DEVLEDGER.api();
        api.send(
                "POST",
                "/api/import",
                IntStream.range(0, PROJECTS)
                        .boxed()
                        .flatMap(MorningTrial::lines)
                        .collect(Collectors.joining("\n")),
                "Content-Type",
                "application/x-ndjson");
        List<JsonNode> ready = api.items("/api/tasks?ready=true&limit=40");
        project = ready.getFirst().path("projectKey").asString();
        task = ready.getFirst().path("key").asString();
        int next = 1;
        for (String name : List.of("ada", "grace", "linus", "barbara")) {
            Agent agent = Agent.connect(api, name);
            for (int i = 0; i < 6; i++) {
                String key = ready.get(next++).path("key").asString();
                agent.call("claim_tasks", Map.of("tasks", List.of(key)));
                if (i > 1) {
                    agent.call("complete_tasks", Map.of("tasks", List.of(key)));
                }
            }
            agent.call(
                    "start_timer",
                    Map.of("task", ready.get(next - 6).path("key").asString()));
        }
        changeSet = api.lastChangeSet(ready.get(next - 1).path("key").asString());
        Scene.disagree(api, "Left recursion", "Left recursion, bounded", "Left recursion of rules");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tasks",
                "/tasks?view=overdue",
                "/tasks?view=ready&group=project",
                "/needs",
                "/projects/{project}",
                "/projects/{project}?show=board",
                "/projects/{project}?tab=activity",
                "/tasks/{task}",
                "/time",
                "/history",
                "/change-sets/{changeSet}",
                "/agents",
                "/conflicts",
                "/sync",
                "/search?q=planer",
                "/tokens",
                "/ledger",
                "/sandbox/ticktick"
            })
    void a_picture_is_taken_of(String path) {
        String address =
                path.replace("{project}", project).replace("{task}", task).replace("{changeSet}", changeSet);
        for (Look look : LOOKS) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.open(address);
                assertThat(window.find("h1").first()).isVisible();
                assertThat(window.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                        .as(address + " at " + look + " scrolls sideways")
                        .isEqualTo(true);
                String name = path.equals("/") ? "board" : path.substring(1).replaceAll("[^a-zA-Z]+", "-");
                window.page()
                        .screenshot(new ScreenshotOptions()
                                .setPath(FOLDER.resolve(name + "-" + look + ".png"))
                                .setAnimations(ScreenshotAnimations.DISABLED));
            }
        }
    }
}
