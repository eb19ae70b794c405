package dev.devledger.domain.sync.link;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reason that is stored in an event, and recognised later by its beginning. */
public final class StoredReason {
    /** Placeholder for the service's name. */
    private static final String TITLE = "%s";

    private final String words;
    private final Pattern known;

    /**
     * @param words the beginning of the reason
     * @param before the beginning in events of an earlier version, whose stored words stay
     */
    public StoredReason(String words, String before) {
        this.words = words;
        // Matches any service's name, as the service may have had another name when the reason was stored.
        String now = Pattern.quote(words).replace(TITLE, "\\E[^:]+?\\Q");
        this.known = Pattern.compile("(?:" + now + "|" + Pattern.quote(before) + ").*", Pattern.DOTALL);
    }

    /** @param title the service's name */
    public String words(String title) {
        return words.replace(TITLE, title);
    }

    public boolean isSaidIn(@Nullable String stored) {
        return stored != null && known.matcher(stored).matches();
    }
}
