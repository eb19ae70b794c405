package dev.devledger.application.confined;

import dev.devledger.application.history.HistoryView;
import dev.devledger.application.history.HistoryView.ChangedField;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.task.TaskQueries;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Ids and keys in entries of the history that are not of the project: where a task came from, what it waits for. Only in what
 * the ledger itself writes there: people may write into a title whatever they like, and learn nothing from it.
 */
record ForeignReferences(Set<String> own) {
    private static final Set<String> FIELDS = Set.of(
            "blockedBy",
            "related",
            "discoveredFrom",
            "task",
            "project",
            "projectId",
            "projectKey",
            "parentId",
            "parentKey");

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String HIDDEN = "something else";

    /**
     * @param projects the one
     * @param tasks confined to it
     */
    static ForeignReferences in(List<HistoryView> entries, List<ProjectView> projects, TaskQueries tasks) {
        Set<String> asked = new HashSet<>();
        entries.stream()
                .flatMap(entry -> entry.changes().stream())
                .flatMap(ForeignReferences::references)
                .forEach(asked::add);
        Set<String> own = new HashSet<>();
        projects.forEach(project -> own.addAll(List.of(project.id().toString(), project.key())));
        if (!asked.isEmpty()) {
            List<UUID> ids = asked.stream()
                    .filter(each -> ID.matcher(each).matches())
                    .map(UUID::fromString)
                    .toList();
            Stream.of(
                            tasks.findAll(ids),
                            tasks.findAllByKey(asked.stream()
                                    .filter(each -> each.startsWith("T-"))
                                    .toList()))
                    .flatMap(Collection::stream)
                    .forEach(task -> own.addAll(List.of(task.id().toString(), task.key())));
        }
        return new ForeignReferences(own);
    }

    List<HistoryView> hidden(List<HistoryView> entries) {
        return entries.stream().map(this::hidden).toList();
    }

    private HistoryView hidden(HistoryView entry) {
        List<String> foreign = entry.changes().stream()
                .flatMap(ForeignReferences::references)
                .filter(each -> !own.contains(each))
                .toList();
        return foreign.isEmpty()
                ? entry
                : entry.telling(
                        without(entry.summary(), foreign),
                        entry.changes().stream().map(this::hidden).toList());
    }

    private static String without(String sentence, List<String> foreign) {
        String told = sentence;
        for (String each : foreign) {
            told = told.replaceAll("(?<![\\w-])" + Pattern.quote(each) + "(?![\\w-])", HIDDEN);
        }
        return told;
    }

    private ChangedField hidden(ChangedField change) {
        return FIELDS.contains(change.field())
                ? new ChangedField(change.field(), hidden(change.from()), hidden(change.to()))
                : change;
    }

    private @Nullable Object hidden(@Nullable Object value) {
        return switch (value) {
            case Collection<?> many ->
                many.stream().map(this::hidden).filter(Objects::nonNull).toList();
            case null -> null;
            default -> own.contains(value.toString()) ? value : null;
        };
    }

    private static Stream<String> references(ChangedField change) {
        return FIELDS.contains(change.field())
                ? Stream.of(change.from(), change.to()).flatMap(ForeignReferences::texts)
                : Stream.empty();
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case Collection<?> many -> many.stream().flatMap(ForeignReferences::texts);
            case null -> Stream.empty();
            default -> Stream.of(value.toString());
        };
    }
}
