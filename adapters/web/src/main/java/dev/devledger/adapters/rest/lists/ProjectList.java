package dev.devledger.adapters.rest.lists;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.history.LastChanges;
import dev.devledger.application.history.LatestChanges.Latest;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.Page;
import dev.devledger.domain.project.ProjectStatus;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a list of projects has besides, where it is asked for: each of it costs one statement. */
public record ProjectList(LastChanges last) {

    /** As {@code include} names it. */
    public enum Part {
        LAST_CHANGE("lastChange"),
        COUNTS("counts");

        private final String word;

        Part(String word) {
            this.word = word;
        }

        public static Part parse(String text) throws Parser.Wrong {
            return Arrays.stream(values())
                    .filter(each -> each.word.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new Parser.Wrong(
                            "is " + Parser.quoted(text) + "; allowed are " + LAST_CHANGE.word + ", " + COUNTS.word));
        }
    }

    /** @param of the reads that the page is from, as of {@code then} */
    public HttpAnswer answer(Page<ProjectView> page, Set<Part> parts, ProjectQueries of, @Nullable Long then) {
        if (parts.isEmpty()) {
            return HttpAnswer.page(page);
        }
        Map<String, Object> beside = parts.contains(Part.COUNTS) ? Map.of(Part.COUNTS.word, counts(of)) : Map.of();
        if (!parts.contains(Part.LAST_CHANGE)) {
            return HttpAnswer.page(page, each -> Map.of(), beside);
        }
        Map<UUID, Latest> changes =
                last.of(page.items().stream().map(ProjectView::id).toList(), then);
        return HttpAnswer.page(
                page, each -> Collections.singletonMap(Part.LAST_CHANGE.word, changes.get(each.id())), beside);
    }

    /** Of each status, those too of which there is none. */
    private static Map<String, Integer> counts(ProjectQueries of) {
        Map<ProjectStatus, Integer> known = of.counts();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (ProjectStatus status : ProjectStatus.values()) {
            counts.put(Json.word(status), known.getOrDefault(status, 0));
        }
        return counts;
    }
}
