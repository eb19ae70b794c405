package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.project.ProjectQueries.ProjectFilter;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReadTest extends RestTest {

    @Test
    void a_list_without_a_query_is_the_newest_50() {
        Http.Got got = http.get("/api/projects");
        assertThat(got.json().propertyNames()).containsExactly("items", "nextCursor");
        assertThat(ledger.lastPage).isEqualTo(new PageRequest(50, null));
        assertThat(ledger.lastProjects.get(ProjectFilter.SORT)).isEqualTo(Sort.DEFAULT);
        assertThat(ledger.lastProjects.get(ProjectFilter.STATUS)).isEmpty();
        assertThat(ledger.lastProjects.get(ProjectFilter.DELETED)).isFalse();
    }

    @Test
    void filters_of_projects() {
        http.get("/api/projects?status=active&status=paused&tag=java&q=led%20ger&updatedSince=2026-03-31T11:00:00+02:00"
                + "&deleted=true&sort=-due&limit=200&cursor=abc&priority=high");
        assertThat(ledger.lastProjects.get(ProjectFilter.STATUS))
                .containsExactlyInAnyOrder(ProjectStatus.ACTIVE, ProjectStatus.PAUSED);
        assertThat(ledger.lastProjects.get(ProjectFilter.TAGS)).containsExactly("java");
        assertThat(ledger.lastProjects.get(ProjectFilter.TEXTS)).containsExactly("led", "ger");
        assertThat(ledger.lastProjects.find(ProjectFilter.UPDATED_SINCE))
                .isEqualTo(Instant.parse("2026-03-31T09:00:00Z"));
        assertThat(ledger.lastProjects.get(ProjectFilter.DELETED)).isTrue();
        assertThat(ledger.lastProjects.get(ProjectFilter.SORT)).isEqualTo(new Sort(Sort.By.DUE, true));
        assertThat(ledger.lastPage).isEqualTo(new PageRequest(200, "abc"));
    }

    @Test
    void filters_of_tasks() {
        http.get("/api/tasks?project=P-1&dueBefore=2026-03-31&sort=title");
        assertThat(ledger.lastTasks.find(TaskFilter.PROJECT)).isEqualTo("P-1");
        assertThat(ledger.lastTasks.get(TaskFilter.TAGS)).isEmpty();
        assertThat(ledger.lastTasks.find(TaskFilter.DUE_BEFORE)).isEqualTo(When.parse("2026-03-31"));
        assertThat(ledger.lastTasks.get(TaskFilter.SORT)).isEqualTo(new Sort(Sort.By.NAME, false));
        http.get(
                "/api/tasks?dueAfter=2026-03-31T09:00:00Z&sync=local&priority=low,high&priority=none&status=open,completed"
                        + "&tag=java,sql&tag=%22a,%20b%22&tag=&q=%22led%20ger%22%20x");
        assertThat(ledger.lastTasks.find(TaskFilter.DUE_AFTER)).isEqualTo(When.parse("2026-03-31T09:00:00Z"));
        assertThat(ledger.lastTasks.find(TaskFilter.SYNC)).isEqualTo("local");
        assertThat(ledger.lastTasks.get(TaskFilter.PRIORITY))
                .containsExactlyInAnyOrder(Priority.NONE, Priority.LOW, Priority.HIGH);
        assertThat(ledger.lastTasks.get(TaskFilter.STATUS))
                .containsExactlyInAnyOrder(TaskStatus.OPEN, TaskStatus.COMPLETED);
        assertThat(ledger.lastTasks.get(TaskFilter.TAGS)).containsExactly("java", "sql", "a, b");
        assertThat(ledger.lastTasks.get(TaskFilter.TEXTS)).containsExactly("led ger", "x");
        String project = project();
        assertThat(http.get("/api/projects/" + project + "/tasks?status=open").status())
                .isEqualTo(200);
        assertThat(ledger.lastTasks.find(TaskFilter.PROJECT)).isEqualTo(project);
        http.get("/api/projects/" + project + "/tasks?project=P-1")
                .isProblem(422, "invalid")
                .names("project");
    }

    @Test
    void filters_of_the_history() {
        UUID changeSet = UUID.randomUUID();
        http.get("/api/history?actor=owner&channel=rest&since=2026-01-01&until=2026-01-02T00:00:00Z&changeSet="
                + changeSet + "&kind=status&sync=true");
        assertThat(ledger.lastHistory.find(HistoryFilter.ACTOR)).isEqualTo("owner");
        assertThat(ledger.lastHistory.find(HistoryFilter.SINCE)).isEqualTo(Instant.parse("2025-12-31T23:00:00Z"));
        assertThat(ledger.lastHistory.find(HistoryFilter.UNTIL)).isEqualTo(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(ledger.lastHistory.find(HistoryFilter.CHANGE_SET)).isEqualTo(changeSet);
        assertThat(ledger.lastHistory.get(HistoryFilter.STATUS_ONLY)).isTrue();
        assertThat(ledger.lastHistory.get(HistoryFilter.SYNC)).isTrue();
        assertThat(ledger.lastHistory.get(HistoryFilter.WORDS)).isEmpty();
        http.get("/api/history?agent=ada&q=%20parser%20%20Grammar%20parser%20");
        assertThat(ledger.lastHistory.find(HistoryFilter.AGENT)).isEqualTo("ada");
        assertThat(ledger.lastHistory.get(HistoryFilter.WORDS)).containsExactly("parser", "Grammar");
        http.get("/api/history?client=curl/8.14.1&tool=save_project&event=project");
        assertThat(ledger.lastHistory.find(HistoryFilter.CLIENT)).isEqualTo("curl/8.14.1");
        assertThat(ledger.lastHistory.find(HistoryFilter.TOOL)).isEqualTo("save_project");
        assertThat(ledger.lastHistory.find(HistoryFilter.EVENT)).isEqualTo("project");
        String project = project();
        String key = http.get("/api/projects/" + project).field("/key");
        http.get("/api/history?tasks=true&entity=" + key);
        assertThat(ledger.lastHistory.find(HistoryFilter.ENTITY)).hasToString(project);
        assertThat(ledger.lastHistory.get(HistoryFilter.WITH_TASKS)).isTrue();
        http.get("/api/projects/" + key + "/history?tasks=true");
        assertThat(ledger.lastHistory.find(HistoryFilter.ENTITY)).hasToString(project);
        assertThat(http.get("/api/history?entity=P-999999").json().path("items"))
                .isEmpty();
    }

    @Test
    void the_head_of_the_ledger_with_what_was_new_sealed() {
        Http.Got head = http.get("/api/ledger/head");
        assertThat(head.json().propertyNames())
                .containsExactly("position", "events", "batch", "hash", "sealedAt", "head");
        assertThat(head.field("/position")).isEqualTo("3");
        assertThat(head.field("/sealedAt")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(head.field("/head")).isEqualTo("1:" + "ab".repeat(32));
    }

    @Test
    void what_is_parked_and_what_was_verified_where_there_is_nothing_to_tell() {
        assertThat(http.get("/api/ledger/parked?limit=5").text()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
        http.get("/api/ledger/parked?limit=0").isProblem(422, "invalid").names("limit");
        http.get("/api/ledger/parked?projection=tasks")
                .isProblem(422, "invalid")
                .names("projection");
        assertThat(http.get("/api/ledger/verifications").text()).isEqualTo("{\"items\":[],\"nextCursor\":null}");
        http.get("/api/ledger/verifications?limit=5").isProblem(422, "invalid").names("limit");
    }

    @Test
    void projections_and_the_sync() {
        assertThat(http.get("/api/projections").field("/items/0/state")).isEqualTo("live");
        assertThat(http.get("/api/projections/projects").field("/replay/startedAt"))
                .isEqualTo("1970-01-01T00:00:00Z");
        assertThat(http.post("/api/projections/projects/replay", null).status()).isEqualTo(202);
        assertThat(http.send("DELETE", "/api/projections/projects/replay", null).status())
                .isEqualTo(200);
        assertThat(http.get("/api/sync/status").field("/items/0/connector")).isEqualTo("ticktick");
        assertThat(http.get("/api/sync/cycles?limit=5").json().path("items")).isEmpty();
        assertThat(http.send("HEAD", "/api/projects", null).status()).isEqualTo(200);
    }

    @Test
    void what_is_ready_is_listed_in_the_order_in_which_it_is_begun() {
        http.get("/api/tasks?ready=true");
        assertThat(ledger.lastTasks.find(TaskFilter.READY)).isTrue();
        assertThat(ledger.lastTasks.get(TaskFilter.SORT)).isEqualTo(Sort.READY);

        http.get("/api/tasks?ready=true&sort=-due");
        assertThat(ledger.lastTasks.get(TaskFilter.SORT)).isEqualTo(new Sort(Sort.By.DUE, true));

        http.get("/api/projects/" + project() + "/tasks?ready=false");
        assertThat(ledger.lastTasks.find(TaskFilter.READY)).isFalse();
        assertThat(ledger.lastTasks.get(TaskFilter.SORT)).isEqualTo(Sort.DEFAULT);

        http.get("/api/tasks?sort=ready");
        assertThat(ledger.lastTasks.find(TaskFilter.READY)).isNull();
        assertThat(ledger.lastTasks.get(TaskFilter.SORT)).isEqualTo(Sort.READY);
        http.get("/api/tasks?sort=-ready").isProblem(422, "invalid").names("sort");
        http.get("/api/projects?sort=ready").isProblem(422, "invalid").names("sort");
        http.get("/api/tasks?ready=yes").isProblem(422, "invalid").names("ready");
    }
}
