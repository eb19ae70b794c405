package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a service without a priority between low and high; all else is unchanged. */
record CoarseWords(Words words) implements Words {
    private static final CanonicalChanges HIGH = new CanonicalChanges(
            null, null, new Change<>(Priority.MEDIUM, Priority.HIGH), null, null, null, null, null);

    @Override
    public Canonical known(Canonical content) {
        Canonical known = words.known(content);
        return known.priority() == Priority.MEDIUM ? HIGH.applyTo(known) : known;
    }

    @Override
    public Canonical compared(EntityRef.Kind kind, Canonical content, String list) {
        return words.compared(kind, content, list);
    }

    @Override
    public Canonical written(EntityRef.Kind kind, Canonical content, @Nullable String list) {
        return words.written(kind, content, list);
    }

    @Override
    public Set<Field> writtenFields(EntityRef.Kind kind, Set<Field> fields) {
        return words.writtenFields(kind, fields);
    }

    @Override
    public String listName(String name) {
        return words.listName(name);
    }

    @Override
    public Starts starts() {
        return words.starts();
    }

    @Override
    public Set<String> reservedTags() {
        return words.reservedTags();
    }
}
