package dev.devledger.application.sync.connector;

import dev.devledger.domain.sync.KnownReason;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.existence.LostCreates;
import dev.devledger.domain.sync.link.CreateAttempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task that is there, and of which no more can be told: what was answered for it cannot be read
 * (docs/sync-design.md, section 3, step 4). It is present, not absent, and nothing is done with it on either side.
 *
 * @param reason what cannot be read, for people
 * @param title its name, null where the remote does not say, or not so that it can be read
 * @param createdAt when the remote says it was made, null likewise
 * @param writtenAt when the remote says that anybody last wrote it, null likewise
 */
public record Quarantined(
        RemoteRef ref,
        String reason,
        @Nullable String title,
        @Nullable Instant createdAt,
        @Nullable Instant writtenAt) {
    public static final KnownReason UNREADABLE =
            new KnownReason("it cannot be read in %s: ", "it cannot be read there: ");

    public Quarantined(RemoteRef ref, String reason) {
        this(ref, reason, null, null, null);
    }

    /** Whether what can be read of it leaves it open that it is what was sent. */
    public boolean mayBe(CreateAttempt sent) {
        boolean older = createdAt != null && createdAt.isBefore(sent.at().minus(CreateAttempt.SKEW));
        boolean asSent = mayBeCalled(sent) && ref.list().equals(sent.list());
        return !older && (asSent || !RemoteTask.isAsMade(createdAt, writtenAt));
    }

    /** Whether its name is the one that was sent, or cannot be read. */
    public boolean mayBeCalled(CreateAttempt sent) {
        return title == null || LostCreates.isSame(title, sent.content().title());
    }

    /** What is shown on its entity; {@code service} is what that is called. */
    public String describe(String service) {
        return UNREADABLE.words(service) + reason;
    }

    /** Whether the same was to be told of it before, whatever else of it has changed since. */
    public boolean isDescribedLike(@Nullable Quarantined before) {
        return before != null && before.reason.equals(reason);
    }

    /** Whether that was said of a task because it could not be read. */
    public static boolean isDescription(@Nullable String reason) {
        return UNREADABLE.isSaidIn(reason);
    }
}
