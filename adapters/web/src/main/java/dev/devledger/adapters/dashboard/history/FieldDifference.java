package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.history.TextDifference.Kind;
import dev.devledger.adapters.dashboard.history.TextDifference.Piece;
import dev.devledger.application.history.HistoryView.ChangedField;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One field that differs, in pieces that stayed, went and came. */
record FieldDifference(String name, List<Piece> pieces) {
    /** What people write: of these, the words are compared. */
    private static final Set<String> TEXTS = Set.of("name", "title", "description", "statusReason", "note", "text");

    /** Those that hold something for each service; the history calls each part by both names, as it is done here. */
    private static final Set<String> OF_SERVICES = Set.of("placements", "fields");

    /** That of TickTick has two names. */
    private static final String PLACEMENT = "placement";

    private static final String PLACEMENT_TOO = "placements.ticktick";

    /** As they are shown; keys stand beside ids, and say what people know. */
    static List<FieldDifference> all(List<ChangedField> changes) {
        List<ChangedField> parts = parts(changes);
        boolean twice = parts.stream().anyMatch(each -> each.field().equals(PLACEMENT_TOO));
        return parts.stream()
                .filter(each -> !each.field().endsWith("Id"))
                .filter(each -> !(twice && each.field().equals(PLACEMENT)))
                .map(FieldDifference::of)
                .filter(each -> !each.pieces().isEmpty())
                .toList();
    }

    /** The same with a field for each service that differs. */
    static List<ChangedField> parts(List<ChangedField> changes) {
        return changes.stream().flatMap(FieldDifference::parts).toList();
    }

    private static Stream<ChangedField> parts(ChangedField field) {
        boolean whole = !OF_SERVICES.contains(field.field().split("\\.", 2)[0])
                || !(field.from() instanceof Map || field.to() instanceof Map);
        if (whole) {
            return Stream.of(field);
        }
        Map<?, ?> from = field.from() instanceof Map<?, ?> map ? map : Map.of();
        Map<?, ?> to = field.to() instanceof Map<?, ?> map ? map : Map.of();
        Set<String> names = new TreeSet<>();
        from.keySet().forEach(name -> names.add(name.toString()));
        to.keySet().forEach(name -> names.add(name.toString()));
        return names.stream()
                .filter(name -> !Objects.equals(from.get(name), to.get(name)))
                .map(name -> new ChangedField(field.field() + "." + name, from.get(name), to.get(name)))
                .flatMap(FieldDifference::parts);
    }

    static FieldDifference of(ChangedField field) {
        Object from = field.from();
        Object to = field.to();
        String name = field.field();
        if (TEXTS.contains(name) && from instanceof String before && to instanceof String after) {
            return new FieldDifference(
                    name, TextDifference.between(before, after).pieces());
        }
        return new FieldDifference(
                name,
                from instanceof Collection || to instanceof Collection
                        ? items(list(name, from), list(name, to))
                        : Stream.concat(piece(Kind.GONE, name, from), piece(Kind.CAME, name, to))
                                .toList());
    }

    /** Whether the one stands where the other stood. */
    boolean isReplaced() {
        return pieces.size() == 2
                && pieces.getFirst().isGone()
                && pieces.getLast().isNew();
    }

    private static List<Piece> items(List<String> from, List<String> to) {
        return Stream.concat(
                        from.stream().filter(each -> !to.contains(each)).map(each -> new Piece(Kind.GONE, each)),
                        to.stream().filter(each -> !from.contains(each)).map(each -> new Piece(Kind.CAME, each)))
                .toList();
    }

    private static List<String> list(String name, @Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Collection<?> items ->
                items.stream().map(each -> ValueText.of(name, each)).toList();
            default -> List.of(ValueText.of(name, value));
        };
    }

    private static Stream<Piece> piece(Kind kind, String name, @Nullable Object value) {
        return value == null || value.equals("")
                ? Stream.empty()
                : Stream.of(new Piece(kind, ValueText.of(name, value)));
    }
}
