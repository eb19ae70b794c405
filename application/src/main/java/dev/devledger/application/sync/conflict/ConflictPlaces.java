package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.local.EntityKeys.Called;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names what conflicts are about, and the projects and tasks in their values: people know none of them by its id. */
record ConflictPlaces(EntityKeys keys) {
    private static final String PARENT = "parentId";
    private static final String ENTRY = "time-entry";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Those of time entries. A parent stays the id that a choice takes. */
    List<ConflictView> named(List<ConflictView> conflicts) {
        List<ConflictView> ofEntries = conflicts.stream()
                .filter(each -> each.entity().type().equals(ENTRY))
                .toList();
        if (ofEntries.isEmpty()) {
            return conflicts;
        }
        Map<UUID, Called> called = keys.called(ofEntries.stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(EntityRef.entry(each.entity().id())),
                        Stream.of(each.local(), each.remote()).flatMap(ConflictPlaces::places))));
        called.putAll(keys.calledPeople(ofEntries.stream()
                .flatMap(each -> Stream.of(each.local(), each.remote()))
                .flatMap(ConflictPlaces::ids)
                .distinct()
                .toList()));
        return conflicts.stream()
                .map(each -> ofEntries.contains(each) ? named(each, called) : each)
                .toList();
    }

    private static ConflictView named(ConflictView conflict, Map<UUID, Called> called) {
        Called entry = called.get(conflict.entity().id());
        return conflict.named(
                entry == null ? conflict.name() : entry.name(),
                words(conflict.local(), called),
                words(conflict.remote(), called));
    }

    /** As people read it, also its parents. */
    ConflictView spoken(ConflictView conflict) {
        if (!PARENT.equals(conflict.field()) && !hasParent(conflict.local()) && !hasParent(conflict.remote())) {
            return conflict;
        }
        Map<UUID, Called> called = keys.called(Stream.of(conflict.base(), conflict.local(), conflict.remote())
                .flatMap(ConflictPlaces::ids)
                .flatMap(id -> Stream.of(EntityRef.project(id), EntityRef.task(id))));
        return conflict.withSides(
                words(conflict.base(), called), words(conflict.local(), called), words(conflict.remote(), called));
    }

    private static boolean hasParent(@Nullable Object side) {
        return side instanceof Map<?, ?> fields && fields.get(PARENT) != null;
    }

    private static Stream<EntityRef> places(@Nullable Object value) {
        return switch (value) {
            case String text -> EntityRef.of(text).stream();
            case Map<?, ?> fields -> fields.values().stream().flatMap(ConflictPlaces::places);
            case null, default -> Stream.of();
        };
    }

    /** Of a parent, or of a person. */
    private static Stream<UUID> ids(@Nullable Object value) {
        return switch (value) {
            case String text when ID.matcher(text).matches() -> Stream.of(UUID.fromString(text));
            case Map<?, ?> fields -> fields.values().stream().flatMap(ConflictPlaces::ids);
            case null, default -> Stream.of();
        };
    }

    private static @Nullable Object words(@Nullable Object value, Map<UUID, Called> called) {
        return switch (value) {
            case String text ->
                Stream.concat(places(text).map(EntityRef::id), ids(text))
                        .map(called::get)
                        .filter(each -> each != null)
                        .map(each -> each.key() + " " + each.name())
                        .findFirst()
                        .orElse(text);
            case Map<?, ?> fields -> {
                Map<String, @Nullable Object> all = new LinkedHashMap<>();
                fields.forEach((field, each) -> all.put(field.toString(), words(each, called)));
                yield all;
            }
            case null, default -> value;
        };
    }
}
