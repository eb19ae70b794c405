package dev.devledger.adapters.dashboard.history;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
        String beginning =
                word.substring(0, word.offsetByCodePoints(0, Math.min(LETTERS, word.codePointCount(0, word.length()))));
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
