package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of a change set that created 40 projects with 40 tasks each. */
class ChangeSetPartsIT {
    private static final int MANY = 40;
    private static final int MOST_BYTES = 60_000;
    private static final Api API = SharedDevledger.get().api();
    private static final Pattern FOLD = Pattern.compile("class=\"part\" href=\"([^\"]+)\" aria-expanded=\"false\"");
    private static final Pattern TITLE = Pattern.compile("Step [0-9]+ of [0-9]+ w[0-9a-f]{8}");

    private static final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private static String changeSet;

    @BeforeAll
    static void create() {
        StringBuilder rows = new StringBuilder("project,title\n");
        for (int i = 0; i < MANY; i++) {
            String project = "Part %d %s".formatted(i, word);
            rows.append(project).append(",\n");
            for (int j = 0; j < MANY; j++) {
                rows.append(project).append(",Step %d of %d %s\n".formatted(j, i, word));
            }
        }
        changeSet = API.send("POST", "/api/import", rows.toString(), "Content-Type", "text/csv")
                .expect(200)
                .json()
                .path("changeSet")
                .asString();
    }

    @AfterAll
    static void undo() {
        API.post(200, "/api/change-sets/" + changeSet + "/undo", "{}");
    }

    private static String page(String path) {
        String page =
                API.send("GET", path, null, "Accept", "text/html").expect(200).body();
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        return page;
    }

    private static List<String> folds(String page) {
        return FOLD.matcher(page)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }

    private static Set<String> titles(String page) {
        Set<String> titles = new HashSet<>();
        TITLE.matcher(page).results().map(MatchResult::group).forEach(titles::add);
        return titles;
    }

    @Test
    void is_folded_by_project_and_each_fold_has_its_sum_and_its_changes() {
        String page = page("/change-sets/" + changeSet);
        assertThat(page).contains("created 40 projects and 1,600 tasks");
        assertThat(page.split("created 1 project and 40 tasks", -1)).hasSize(MANY + 1);
        assertThat(folds(page)).hasSize(MANY);
        assertThat(titles(page)).isEmpty();

        String open = page(folds(page).get(7).replaceFirst("#.*", ""));
        assertThat(folds(open)).hasSize(MANY - 1);
        assertThat(open).contains("aria-expanded=\"true\"", "Part 7 " + word);
        String all = API.send("GET", "/change-sets/" + changeSet + "?all=true", null, "Accept", "text/html")
                .expect(200)
                .body();
        assertThat(titles(all)).hasSizeGreaterThan(MANY);
        assertThat(titles(open)).hasSize(MANY).allMatch(title -> title.contains(" of 7 "));
    }
}
