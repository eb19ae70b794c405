package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.At;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.Moment;
import dev.devledger.adapters.dashboard.frame.Moment.PageMoments;
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

/** What is answered where there is no such project or task: what was asked for, and what comes near. */
public record MissingPage(KeyedEntities entities, Frames frames, PageMoments moments, Clock clock) {
    /** What can stand in an address as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.~-]{1,100}");

    /** More of it tells nobody anything. */
    private static final int LONGEST = 200;

    /** What a page is of. */
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
     * @param since when it was made, where it only was not there yet; null where there is none
     * @param near what may be meant, the nearest first
     */
    record View(
            Frame frame, Kind kind, String text, @Nullable At since, List<SearchPage.Found> near) {
        String word() {
            return kind.isProject() ? "project" : "task";
        }

        /** As of the same moment. */
        String href(SearchPage.Found found) {
            Moment moment = frame.moment();
            return new Asked(found.href(), Map.of()).with(Asked.AS_OF, moment == null ? null : moment.asOf());
        }

        String search() {
            return new Asked("/search", Map.of()).with("q", text);
        }

        String now() {
            Moment moment = frame.moment();
            return moment == null ? "/" : moment.now();
        }
    }

    /** What is a key in other letters leads to what it is the key of. */
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
            response.setHeader("Location", new Asked(meant.get().page(), parameters).with("", null));
            return;
        }
        String path = PLAIN.matcher(text).matches() ? kind.path() + text : "/";
        Moment moment = moments.of(new Asked(path, parameters), null);
        NearEntities near = near(moment);
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

    /** It was made later than the moment that is looked at. */
    public void notYet(
            Kind kind,
            String key,
            Instant created,
            Moment moment,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        At since = new At(created, clock.instant());
        write(new View(frame(kind, moment, request), kind, key, since, List.of()), response);
    }

    private Frame frame(Kind kind, @Nullable Moment moment, HttpServletRequest request) {
        String title = kind.isProject() ? "No such project" : "No such task";
        return frames.of(title + " – Devledger", kind.path(), moment, request).still();
    }

    private NearEntities near(@Nullable Moment moment) {
        ProjectQueries projects = entities.projects();
        TaskQueries tasks = entities.tasks();
        return moment == null
                ? new NearEntities(projects, tasks)
                : new NearEntities(projects.asOf(moment.position()), tasks.asOf(moment.position()));
    }

    private static void write(View view, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        Templates.write(Templates.render("dashboard/history/missing.jte", view), response);
    }

    /** Which projects or tasks somebody may have meant, the nearest first. */
    record NearEntities(ProjectQueries projects, TaskQueries tasks) {
        private static final int MOST = 5;

        /** Of a name that has less of the words nobody would say that it is meant. */
        private static final double ENOUGH = 0.4;

        /** So many of the words are looked for, the longest ones, and the first letters of the longest. */
        private static final int WORDS = 3;

        private static final int LETTERS = 3;
        private static final PageRequest SOME = new PageRequest(50, null);

        List<SearchPage.Found> called(String text, boolean project) {
            Likeness likeness = Likeness.to(text);
            return (project ? allProjects() : titled(Likeness.written(text)))
                    .map(each -> new Near(each, likeness.of(each.name())))
                    .filter(each -> each.likeness() >= ENOUGH)
                    .sorted(Near.NEAREST)
                    .limit(MOST)
                    .map(Near::found)
                    .toList();
        }

        private record Near(SearchPage.Found found, double likeness) {
            /** Of two that have as much of the words the one that has less besides. */
            static final Comparator<Near> NEAREST = Comparator.comparingDouble(Near::likeness)
                    .reversed()
                    .thenComparingInt(each -> each.found().name().length());
        }

        /** A number that there is not is mostly one of the future, and then the newest are near. */
        List<SearchPage.Found> numbered(long number, boolean project) {
            ToDoubleFunction<SearchPage.Found> far =
                    each -> Math.abs((double) Long.parseLong(each.key().substring(2)) - number);
            return (project ? allProjects() : around(number))
                    .sorted(Comparator.comparingDouble(far))
                    .limit(MOST)
                    .toList();
        }

        private Stream<SearchPage.Found> allProjects() {
            return projects.standings().stream().map(SearchPage.Found::of);
        }

        /** Two lists, however many words there are: each looks through all tasks. */
        private Stream<SearchPage.Found> titled(List<String> words) {
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
            Map<String, SearchPage.Found> found = new LinkedHashMap<>();
            Stream.of(longest, List.of(beginning))
                    .flatMap(texts -> tasks.list(TaskFilter.ALL.with(to -> to.texts = texts), SOME).items().stream())
                    .forEach(each -> found.putIfAbsent(each.key(), SearchPage.Found.of(each)));
            return found.values().stream();
        }

        private Stream<SearchPage.Found> around(long number) {
            List<String> neighbours = LongStream.rangeClosed(Math.max(1, number - MOST), number + MOST)
                    .mapToObj(each -> "T-" + each)
                    .toList();
            List<TaskView> newest = tasks.list(
                            TaskFilter.of(Set.of(), null, new Sort(Sort.By.KEY, true)), new PageRequest(MOST, null))
                    .items();
            Map<String, SearchPage.Found> found = new LinkedHashMap<>();
            Stream.concat(tasks.findAllByKey(neighbours).stream(), newest.stream())
                    .filter(each -> each.deletedAt() == null)
                    .forEach(each -> found.putIfAbsent(each.key(), SearchPage.Found.of(each)));
            return found.values().stream();
        }
    }

    /**
     * How much of some words is in a name, by the parts of three letters that both have: a name comes near with a letter too many
     * or too few, with its words in another order, and with other words around them.
     */
    record Likeness(Set<String> wanted) {
        private static final Pattern MARKS = Pattern.compile("\\p{M}+");
        private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

        static Likeness to(String words) {
            return new Likeness(parts(words));
        }

        /** The words of a text, as they are compared: without case and accents. */
        private static List<String> words(String text) {
            return written(MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                    .replaceAll("")
                    .toLowerCase(Locale.ROOT));
        }

        /** The same, as they stand there. */
        static List<String> written(String text) {
            return Arrays.stream(BETWEEN.split(Normalizer.normalize(text, Normalizer.Form.NFC)))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }

        /** From 0, for nothing, to 1, for all of it. */
        double of(String name) {
            if (wanted.isEmpty()) {
                return 0;
            }
            Set<String> there = parts(name);
            return (double) wanted.stream().filter(there::contains).count() / wanted.size();
        }

        /** The beginning of a word counts more than its end, as it has a part more. */
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
