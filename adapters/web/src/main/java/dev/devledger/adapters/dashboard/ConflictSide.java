package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.FieldText;
import dev.devledger.adapters.dashboard.frame.FieldWord;
import dev.devledger.adapters.dashboard.history.TextDifference;
import dev.devledger.adapters.dashboard.history.TextDifference.Kind;
import dev.devledger.adapters.dashboard.history.TextDifference.Piece;
import dev.devledger.adapters.dashboard.history.ValueText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One side of a conflict, line by line, with what differs from what was before both. */
record ConflictSide(List<List<Piece>> lines) {

    /** As it is, with nothing marked. */
    static ConflictSide plain(@Nullable String field, @Nullable Object value) {
        return new ConflictSide(
                lines(field, value).stream().map(line -> same(line)).toList());
    }

    /**
     * Where nobody knows what was before both, only what the other side does not have is marked.
     *
     * @param base what was before both
     * @param other what the other side has
     */
    static ConflictSide of(
            @Nullable String field, @Nullable Object base, @Nullable Object value, @Nullable Object other) {
        Object before = base == null ? other : base;
        boolean known = base != null;
        if (before instanceof String was && value instanceof String is) {
            // The last word is the same one as within a text, where a space is behind it.
            List<Piece> pieces = TextDifference.between(was + " ", is + " ").pieces().stream()
                    .filter(piece -> known || !piece.isGone())
                    .toList();
            return new ConflictSide(List.of(pieces));
        }
        List<String> was = isEmpty(before) ? List.of() : lines(field, before);
        List<String> is = isEmpty(value) ? List.of() : lines(field, value);
        List<List<Piece>> all = new ArrayList<>();
        is.forEach(line ->
                all.add(was.contains(line) || before == null ? same(line) : List.of(new Piece(Kind.CAME, line))));
        was.stream()
                .filter(line -> known && !is.contains(line))
                .forEach(line -> all.add(List.of(new Piece(Kind.GONE, line))));
        return all.isEmpty() ? plain(field, null) : new ConflictSide(all);
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || (value instanceof Collection<?> items && items.isEmpty());
    }

    private static List<Piece> same(String line) {
        return List.of(new Piece(Kind.SAME, line));
    }

    private static List<String> lines(@Nullable String field, @Nullable Object value) {
        String name = Objects.requireNonNullElse(field, "");
        return switch (value) {
            case Collection<?> items
            when !items.isEmpty() ->
                items.stream().map(item -> ValueText.of(name, item)).toList();
            case Map<?, ?> fields ->
                fields.entrySet().stream()
                        .filter(each -> each.getValue() != null)
                        .flatMap(each -> named(each.getKey().toString(), each.getValue()))
                        .toList();
            case null, default -> List.of(FieldText.of(value));
        };
    }

    /** The ids of the other side say nothing to a person. */
    private static Stream<String> named(String field, Object value) {
        return field.equals("remoteId")
                ? Stream.empty()
                : Stream.of(FieldWord.of(field) + ": " + ValueText.of(field, value));
    }
}
