package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a service in which a task may have a start date alone; all else is unchanged. */
record StartWords(Words words) implements Words {

    @Override
    public Canonical known(Canonical content) {
        return content;
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
        return Starts.OWN;
    }

    @Override
    public Set<String> reservedTags() {
        return words.reservedTags();
    }
}
