package dev.devledger.domain.sync.content;

/**
 * A list of the connected system.
 *
 * @param content its name, as the title, and what else there is of it
 * @param writable false where the list is closed, or shared with a right to read or to comment only
 * @param gaps what the answer leaves open
 */
public record RemoteList(String id, Canonical content, boolean writable, Gaps gaps) {

    public RemoteList(String id, Canonical content, boolean writable) {
        this(id, content, writable, Gaps.NONE);
    }

    /** Of which nothing but the name is known. */
    public RemoteList(String id, String name, boolean writable) {
        this(id, Canonical.list(name), writable);
    }

    /** One's own, as most are. */
    public RemoteList(String id, String name) {
        this(id, name, true);
    }

    public String name() {
        return content.title();
    }

    /** The same with another content. */
    public RemoteList with(Canonical newContent) {
        return new RemoteList(id, newContent, writable, gaps);
    }

    /** With what is known of it, where the answer leaves it open. */
    public RemoteList filled(Canonical known) {
        return with(gaps.filled(content, known));
    }
}
