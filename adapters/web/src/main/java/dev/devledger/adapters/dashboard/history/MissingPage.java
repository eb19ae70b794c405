package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.PastMoment;
import dev.devledger.adapters.dashboard.frame.PastMoment.PageMoments;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers for a missing project or task, with the requested text and similar projects or tasks. */
public record MissingPage(KeyedEntities entities, Frames frames, PageMoments moments, Clock clock) {
    /** The texts that can stand unchanged in an address. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.~-]{1,100}");

    /** The longest text to show, as more would not help a reader. */
    private static final int LONGEST = 200;

    /** The kinds of pages that may be missing. */
    public enum Kind {
        PROJECT,
        TASK;

        private boolean isProject() {
            return this == PROJECT;
        }

        private String path() {
            return isProject() ? "/projects/" : "/tasks/";
        }
    }

    /**
     * @param since the time of the entity's creation, if it was created after the shown moment; otherwise null
     * @param near the projects or tasks that the user may have meant, the most similar first
     */
    record View(
            Frame frame, Kind kind, String text, @Nullable ShownInstant since, List<SearchPage.SearchHit> near) {
        String word() {
            return kind.isProject() ? "project" : "task";
        }

        /** Returns the address of a project or task as of the same moment. */
        String href(SearchPage.SearchHit found) {
            PastMoment moment = frame.moment();
            return new PageQuery(found.href(), Map.of()).with(PageQuery.AS_OF, moment == null ? null : moment.asOf());
        }

        String search() {
            return new PageQuery("/search", Map.of()).with("q", text);
        }

        String now() {
            PastMoment moment = frame.moment();
            return moment == null ? "/" : moment.now();
        }
    }

    /** Answers for a missing entity. Redirects a key in another spelling to its page. */
    public void answer(
            Kind kind,
            String text,
            Map<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Optional<KeyedEntities.Written> written = entities.written(text, kind.isProject());
        Optional<KeyedEntities.Keyed> meant = written.flatMap(each -> entities.find(each.key()));
        if (meant.isPresent()) {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", new PageQuery(meant.get().page(), parameters).with("", null));
            return;
        }
        String path = PLAIN.matcher(text).matches() ? kind.path() + text : "/";
        PastMoment moment = moments.of(new PageQuery(path, parameters), null);
        SimilarEntities near = near(moment);
        int cut = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        String shown = text.substring(0, cut);
        write(
                new View(
                        frame(kind, moment, request),
                        kind,
                        shown,
                        null,
                        written.map(each -> near.numbered(each.number(), each.isProject()))
                                .orElseGet(() -> near.called(shown, kind.isProject()))),
                response);
    }

    /** Answers for an entity that was created after the shown moment. */
    public void notYet(
            Kind kind,
            String key,
            Instant created,
            PastMoment moment,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ShownInstant since = new ShownInstant(created, clock.instant());
        write(new View(frame(kind, moment, request), kind, key, since, List.of()), response);
    }

    private Frame frame(Kind kind, @Nullable PastMoment moment, HttpServletRequest request) {
        String title = kind.isProject() ? "No such project" : "No such task";
        return frames.of(title + " – Devledger", kind.path(), moment, request).still();
    }

    private SimilarEntities near(@Nullable PastMoment moment) {
        ProjectQueries projects = entities.projects();
        TaskQueries tasks = entities.tasks();
        return moment == null
                ? new SimilarEntities(projects, tasks)
                : new SimilarEntities(projects.asOf(moment.position()), tasks.asOf(moment.position()));
    }

    private static void write(View view, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        Templates.write(Templates.render("dashboard/history/missing.jte", view), response);
    }

    /** Finds the projects or tasks that a user may have meant, the most similar first. */
    record SimilarEntities(ProjectQueries projects, TaskQueries tasks) {
        private static final int MOST = 5;

        /** The smallest share of the words that a similar name contains. */
        private static final double ENOUGH = 0.4;

        /**
         * The number of words to search for: the longest words, in addition to the first letters of the longest word.
         */
        private static final int WORDS = 3;

        private static final int LETTERS = 3;
        private static final PageRequest SOME = new PageRequest(50, null);

        List<SearchPage.SearchHit> called(String text, boolean project) {
            TrigramSimilarity likeness = TrigramSimilarity.to(text);
            return (project ? allProjects() : titled(TrigramSimilarity.written(text)))
                    .map(each -> new Near(each, likeness.of(each.name())))
                    .filter(each -> each.likeness() >= ENOUGH)
                    .sorted(Near.NEAREST)
                    .limit(MOST)
                    .map(Near::found)
                    .toList();
        }

        private record Near(SearchPage.SearchHit found, double likeness) {
            /**
             * The order by similarity. If two names contain the same share of the words, the shorter name comes first.
             */
            static final Comparator<Near> NEAREST = Comparator.comparingDouble(Near::likeness)
                    .reversed()
                    .thenComparingInt(each -> each.found().name().length());
        }

        /**
         * Finds the nearest numbers. A missing number mostly is beyond the newest numbers, which are then the nearest.
         */
        List<SearchPage.SearchHit> numbered(long number, boolean project) {
            ToDoubleFunction<SearchPage.SearchHit> far =
                    each -> Math.abs((double) Long.parseLong(each.key().substring(2)) - number);
            return (project ? allProjects() : around(number))
                    .sorted(Comparator.comparingDouble(far))
                    .limit(MOST)
                    .toList();
        }

        private Stream<SearchPage.SearchHit> allProjects() {
            return projects.standings().stream().map(SearchPage.SearchHit::of);
        }

        /**
         * Finds tasks with similar titles. Reads only two lists, however many words there are, as each list searches
         * all tasks.
         */
        private Stream<SearchPage.SearchHit> titled(List<String> words) {
            if (words.isEmpty()) {
                return Stream.empty();
            }
            List<String> longest = words.stream()
                    .distinct()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .limit(WORDS)
                    .toList();
            String word = longest.getFirst();
            String beginning = word.substring(
                    0, word.offsetByCodePoints(0, Math.min(LETTERS, word.codePointCount(0, word.length()))));
            Map<String, SearchPage.SearchHit> found = new LinkedHashMap<>();
            Stream.of(longest, List.of(beginning))
                    .flatMap(texts -> tasks.list(TaskFilter.ALL.with(TaskFilter.TEXTS, texts), SOME).items().stream())
                    .forEach(each -> found.putIfAbsent(each.key(), SearchPage.SearchHit.of(each)));
            return found.values().stream();
        }

        private Stream<SearchPage.SearchHit> around(long number) {
            List<String> neighbours = LongStream.rangeClosed(Math.max(1, number - MOST), number + MOST)
                    .mapToObj(each -> "T-" + each)
                    .toList();
            List<TaskView> newest = tasks.list(
                            TaskFilter.of(Set.of(), null, new Sort(Sort.By.KEY, true)), new PageRequest(MOST, null))
                    .items();
            Map<String, SearchPage.SearchHit> found = new LinkedHashMap<>();
            Stream.concat(tasks.findAllByKey(neighbours).stream(), newest.stream())
                    .filter(each -> each.deletedAt() == null)
                    .forEach(each -> found.putIfAbsent(each.key(), SearchPage.SearchHit.of(each)));
            return found.values().stream();
        }
    }

    /**
     * Compares a name with some words by the parts of three letters in both. A name is similar with one letter too many
     * or too few, with its words in another order, and with other words around them.
     */
    record TrigramSimilarity(Set<String> wanted) {
        private static final Pattern MARKS = Pattern.compile("\\p{M}+");
        private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

        static TrigramSimilarity to(String words) {
            return new TrigramSimilarity(parts(words));
        }

        /** Returns the words of a text for the comparison, without case and accents. */
        private static List<String> words(String text) {
            return written(MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                    .replaceAll("")
                    .toLowerCase(Locale.ROOT));
        }

        /** Returns the words of a text as they are written. */
        static List<String> written(String text) {
            return Arrays.stream(BETWEEN.split(Normalizer.normalize(text, Normalizer.Form.NFC)))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        /** Returns the share of the words that the name contains, from 0 to 1. */
        double of(String name) {
            if (wanted.isEmpty()) {
                return 0;
            }
            Set<String> there = parts(name);
            return (double) wanted.stream().filter(there::contains).count() / wanted.size();
        }

        /**
         * Returns the parts of the words. Each word is padded so that its beginning has one more part, and counts more,
         * than its end.
         */
        private static Set<String> parts(String text) {
            Set<String> parts = new HashSet<>();
            for (String word : words(text)) {
                String padded = "  " + word + " ";
                for (int i = 0; i + 3 <= padded.length(); i++) {
                    parts.add(padded.substring(i, i + 3));
                }
            }
            return parts;
        }
    }
}
