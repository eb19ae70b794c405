package dev.devledger.application.sync.time;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.StoredEntry;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryMerge;
import dev.devledger.domain.sync.time.EntryRules;
import dev.devledger.domain.sync.time.EntryRules.EntryStep;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger as a cycle has found it on both sides.
 *
 * @param question the question or report to a person about the entry; null if there is none
 */
record EntryState(
        UUID entry,
        EntryLink link,
        StoredEntry local,
        EntryRules.RemoteSide there,
        TimeEntryTranslator words,
        EntryState.@Nullable EntryQuestion question) {

    EntryState {
        there = filled(there, link);
    }

    /** Puts the agreed values in the place of fields that an answer does not show. */
    private static EntryRules.RemoteSide filled(EntryRules.RemoteSide there, EntryLink link) {
        if (!(there instanceof EntryRules.RemoteSide.Seen(var row))) {
            return there;
        }
        return switch (link) {
            case EntryLink.Linked(var object, var base) -> new EntryRules.RemoteSide.Seen(row.filled(base.there()));
            case EntryLink.Ended(var object, var base, var end) ->
                new EntryRules.RemoteSide.Seen(row.filled(base.there()));
            default -> there;
        };
    }

    TimeEntryDetails details() {
        return local.seen().details();
    }

    /** True while an agent works on the entry: the one timer that a service has for a user is the person's. */
    static boolean isTimerOfAgent(StoredEntry local) {
        TimeEntryDetails details = local.seen().details();
        return details.running() && details.agent() != null && !local.deleted();
    }

    EntryContent content() {
        return EntryContent.of(details());
    }

    /** Returns the ledger's content in the service's words. */
    RemoteEntryContent wanted() {
        RemoteEntryContent wanted = words.there(content(), details().timeZone());
        return link.agreed().map(base -> base.whole(content(), wanted)).orElse(wanted);
    }

    /** Returns the fields that the service holds of the entry, given whether the entry runs there. */
    Set<EntryField> holds() {
        return words.holds(there instanceof EntryRules.RemoteSide.Seen(var entry)
                && entry.work().running());
    }

    /**
     * True if the entry must not be in the service: it is deleted, or it now belongs to a person whose time is not in
     * step, or the service cannot move it to the person that it now belongs to.
     */
    boolean absent() {
        PersonId person = details().person();
        boolean stays =
                link.agreed().filter(base -> base.here().whose().equals(person)).isPresent();
        boolean stuck = link instanceof EntryLink.Linked(var object, var base)
                && !words.changesPerson()
                && !Objects.equals(base.there().user(), words.user(person))
                && !words.isOf(base.there().user(), person);
        return local.deleted() || (!stays && (!words.isThere(person) || stuck));
    }

    EntryStep step() {
        EntryRules.LocalSide here =
                absent() ? new EntryRules.LocalSide.Deleted() : new EntryRules.LocalSide.Present(content());
        return EntryRules.step(link, here, there, holds());
    }

    EntryMerge.Sides sides(RemoteEntry remote) {
        return new EntryMerge.Sides(
                content(), remote.work(), wanted(), words.here(remote.work()), words.doubted(content(), remote.work()));
    }

    EntryState at(EntryRules.RemoteSide newThere, TimeEntryTranslator newWords) {
        return new EntryState(entry, link, local, newThere, newWords, question);
    }

    /** Returns the state with the agreed values of the fields that no look has shown, as if nobody had changed them. */
    EntryState believed() {
        return there instanceof EntryRules.RemoteSide.Seen(var row)
                ? at(new EntryRules.RemoteSide.Seen(row.whole()), words)
                : this;
    }

    EntryState asking(@Nullable EntryQuestion newQuestion) {
        return new EntryState(entry, link, local, there, words, newQuestion);
    }

    /** True if a person is already asked about the matter of this dispute. */
    boolean isAsked(Dispute.EntryDispute dispute) {
        return question != null && question.dispute().isAbout(dispute);
    }

    /** A conflict about a time entry that can still be resolved; there is one at most. */
    record EntryQuestion(ConflictId id, Dispute.EntryDispute dispute) {

        /** True if the question is only about a place that one side did not take. */
        boolean isOfPlace() {
            return dispute.refused() != null && dispute.fields().equals(Set.of(EntryField.PLACE));
        }

        /** Ends the question. */
        ConflictCommand over(ChangeSet changes) {
            return new ConflictCommand.LetGo(id, "the time entry was changed since", changes.at());
        }

        /**
         * Replaces the question about an entry.
         *
         * @param before the present question; null if there is none
         * @param now the new question; null if there is none
         * @return the question that is open from now on
         */
        static @Nullable EntryQuestion settle(
                ChangeSet changes,
                SyncLinkId link,
                @Nullable EntryQuestion before,
                Dispute.@Nullable EntryDispute now) {
            if (now == null) {
                if (before != null) {
                    changes.send(before.over(changes));
                }
                return null;
            }
            if (before == null) {
                ConflictId id = new ConflictId(changes.newId());
                changes.send(new ConflictCommand.Raise(id, link, now, changes.at()));
                return new EntryQuestion(id, now);
            }
            if (!before.dispute().equals(now)) {
                changes.send(new ConflictCommand.Extend(before.id(), now, changes.at()));
            }
            return new EntryQuestion(before.id(), now);
        }
    }
}
