package dev.devledger.domain.sync.content;

/**
 * A list of the connected system.
 *
 * @param writable false where the list is closed, or shared with a right to read or to comment only
 */
public record RemoteList(String id, String name, boolean writable) {

    /** One's own, as most are. */
    public RemoteList(String id, String name) {
        this(id, name, true);
    }
}
