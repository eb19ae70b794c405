package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The writes of one task: each write is recorded before the call, and its answer after the call. */
final class RecordedWrites {
    /** The number of failures after which a write without an answer is reported. */
    private static final int HICCUPS = 2;

    private final PushState item;
    /**
     * True if the newest write was sent once before: the answer then says nothing of that earlier sending, which may
     * still take effect.
     */
    private boolean sentBefore;
    /** The newest sending that was answered, until the base is agreed on. */
    private @Nullable UUID answered;
    /** The answered sendings whose effect neither their answer nor a look has shown. */
    private final List<UUID> unseen = new ArrayList<>();

    RecordedWrites(PushState item) {
        this.item = item;
    }

    /**
     * Records the write before it is sent. A write that is sent again, after a refusal or no answer, is on record
     * already.
     */
    UUID intend(CanonicalChanges changes) {
        Optional<SyncLink.Sent> open =
                item.link() instanceof SyncLink.Linked linked ? linked.open(changes) : Optional.empty();
        sentBefore = open.isPresent();
        if (open.isPresent()) {
            return open.get().intent();
        }
        UUID intent = UUID.randomUUID();
        item.record((id, at) -> new SyncCommand.IntendPush(id, intent, changes, at));
        return intent;
    }

    /** Keeps the newest write open until a base is agreed on: its answer did not show what the write did. */
    void stayOpen() {
        if (answered != null && !sentBefore) {
            unseen.add(answered);
        }
    }

    /** Records that the newest write was answered as done, but the remote holds something else now. */
    void refuse(String reason) {
        UUID write = answered;
        item.record((id, at) -> new SyncCommand.Refuse(id, write, reason, at));
        answered = null;
    }

    void acknowledge(CanonicalContent base) {
        boolean news = !(item.link() instanceof SyncLink.Linked linked)
                || !linked.base().equals(base)
                || !linked.sent().isEmpty()
                || linked.refusal() != null;
        if (news) {
            UUID write = answered;
            List<UUID> before =
                    unseen.stream().filter(each -> !each.equals(write)).toList();
            item.record((id, at) -> new SyncCommand.Acknowledge(id, base, write, before, at));
        }
        unseen.clear();
        answered = null;
    }

    /** Handles the answer to a recorded write; the record of a write that was not sent is dropped. */
    <T> Optional<PushOutcome> written(
            RemoteAnswer<T> answer, UUID intent, String unknown, Function<T, Optional<PushOutcome>> then) {
        return switch (answer) {
            case RemoteAnswer.Ok<T>(var value) -> {
                item.context().closed().taken(item.list(), item.link() instanceof SyncLink.Creating);
                answered = sentBefore ? UUID.randomUUID() : intent;
                yield then.apply(value);
            }
            case RemoteAnswer.Refused<T>(var reason) -> {
                item.record((id, at) -> new SyncCommand.Refuse(id, intent, reason, at));
                yield Optional.of(item.later(reason, PushState.REFUSED, true));
            }
            case RemoteAnswer.NotSent<T> notSent
            when notSent.hold().isOfOneList() -> {
                String list = item.list();
                item.record((id, at) -> new SyncCommand.Refuse(id, intent, notSent.reason(), at));
                yield Optional.of(item.closed(list, notSent));
            }
            case RemoteAnswer.NotSent<T> notSent -> {
                item.record((id, at) -> new SyncCommand.DropIntent(id, intent, notSent.reason(), at));
                throw CycleStopped.held(notSent);
            }
            case RemoteAnswer.Unknown<T>(var reason) -> {
                boolean linked = item.link() instanceof SyncLink.Linked; // a create waits for a search
                if (linked && item.attempts() >= HICCUPS) {
                    item.record((id, at) -> new SyncCommand.Refuse(id, intent, neverAnswered(), at));
                }
                yield Optional.of(item.later(unknown + reason, item.settings().settle(), linked));
            }
        };
    }

    private String neverAnswered() {
        return item.title() + " did not answer this write several times; Devledger tries again less and less often";
    }
}
