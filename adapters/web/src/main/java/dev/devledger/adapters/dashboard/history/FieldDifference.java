package dev.devledger.adapters.dashboard.history;

import dev.devledger.adapters.dashboard.frame.FieldView;
import dev.devledger.adapters.dashboard.frame.StatusWord;
import dev.devledger.adapters.dashboard.history.TextDifference.Kind;
import dev.devledger.adapters.dashboard.history.TextDifference.Piece;
import dev.devledger.application.history.HistoryView.ChangedField;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One field that differs, in pieces that stayed, went and came. */
record FieldDifference(String name, List<Piece> pieces) {
    /** What people write: of these, the words are compared. */
    private static final Set<String> TEXTS = Set.of("name", "title", "description", "statusReason");

    static FieldDifference of(ChangedField field) {
        Object from = field.from();
        Object to = field.to();
        if (TEXTS.contains(field.field()) && from instanceof String before && to instanceof String after) {
            return new FieldDifference(
                    field.field(), TextDifference.between(before, after).pieces());
        }
        return new FieldDifference(
                field.field(),
                from instanceof Collection || to instanceof Collection
                        ? items(list(from), list(to))
                        : Stream.concat(piece(Kind.GONE, from), piece(Kind.CAME, to))
                                .toList());
    }

    private static List<Piece> items(List<String> from, List<String> to) {
        return Stream.concat(
                        from.stream().filter(each -> !to.contains(each)).map(each -> new Piece(Kind.GONE, each)),
                        to.stream().filter(each -> !from.contains(each)).map(each -> new Piece(Kind.CAME, each)))
                .toList();
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof Collection<?> items
                ? items.stream().map(FieldDifference::text).toList()
                : List.of();
    }

    private static Stream<Piece> piece(Kind kind, @Nullable Object value) {
        return value == null || value.equals("") ? Stream.empty() : Stream.of(new Piece(kind, text(value)));
    }

    private static String text(@Nullable Object value) {
        return value instanceof Enum<?> word ? StatusWord.of(word).word() : FieldView.text(value);
    }
}
