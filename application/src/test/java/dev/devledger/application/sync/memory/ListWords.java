package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same words of a service in which each list has statuses of its own: every other knows no more than open and done. */
record ListWords(Words words) implements Words {

    /** As a list holds it: instead of a status that it has not, the nearest. */
    static Canonical in(String list, Canonical content) {
        return content.status() == RemoteStatus.ABANDONED && isPlain(list)
                ? content.withStatus(RemoteStatus.COMPLETED)
                : content;
    }

    /** Whether it knows no more than open and done; one that is not there yet knows all. */
    static boolean isPlain(String list) {
        return list.matches("list\\d*[02468]");
    }

    @Override
    public Canonical known(Canonical content) {
        return words.known(content);
    }

    @Override
    public Canonical compared(EntityRef.Kind kind, Canonical content, String list) {
        return in(list, words.compared(kind, content, list));
    }

    @Override
    public Canonical written(EntityRef.Kind kind, Canonical content, @Nullable String list) {
        Canonical written = words.written(kind, content, list);
        return list == null ? written : in(list, written);
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
