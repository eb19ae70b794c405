package dev.devledger.application.sync.time;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory.Known;
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
import dev.devledger.domain.sync.time.RemoteEntry.RemoteWork;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the ledger as a cycle has found it on both sides.
 *
 * @param question what a person is asked about it, or was told; null where there is nothing of the kind
 */
record EntryState(
        UUID entry,
        EntryLink link,
        Known local,
        EntryRules.There there,
        EntryWords words,
        EntryState.@Nullable EntryQuestion question) {

    EntryState {
        there = filled(there, link);
    }

    /** What an answer does not show is as it was agreed on. */
    private static EntryRules.There filled(EntryRules.There there, EntryLink link) {
        if (!(there instanceof EntryRules.There.Seen(var row))) {
            return there;
        }
        return switch (link) {
            case EntryLink.Linked(var object, var base) -> new EntryRules.There.Seen(row.filled(base.there()));
            case EntryLink.Ended(var object, var base, var end) -> new EntryRules.There.Seen(row.filled(base.there()));
            default -> there;
        };
    }

    TimeEntryDetails details() {
        return local.seen().details();
    }

    EntryContent content() {
        return EntryContent.of(details());
    }

    /** What the ledger has, in the service's words. */
    RemoteWork wanted() {
        RemoteWork wanted = words.there(content(), details().timeZone());
        return link.agreed().map(base -> base.whole(content(), wanted)).orElse(wanted);
    }

    /** What the service keeps of it as it is there. */
    Set<EntryField> holds() {
        return words.holds(there instanceof EntryRules.There.Seen(var entry)
                && entry.work().running());
    }

    /** Whether it is not to be there: it is deleted, or somebody else's by now whose time is not in step, or cannot be moved. */
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
        EntryRules.Here here = absent() ? new EntryRules.Here.Deleted() : new EntryRules.Here.Present(content());
        return EntryRules.step(link, here, there, holds());
    }

    EntryMerge.Sides sides(RemoteEntry remote) {
        return new EntryMerge.Sides(
                content(), remote.work(), wanted(), words.here(remote.work()), words.doubted(content(), remote.work()));
    }

    EntryState at(EntryRules.There newThere, EntryWords newWords) {
        return new EntryState(entry, link, local, newThere, newWords, question);
    }

    /** What the look has not shown is as it was agreed on, and nobody has changed it. */
    EntryState believed() {
        return there instanceof EntryRules.There.Seen(var row)
                ? at(new EntryRules.There.Seen(row.whole()), words)
                : this;
    }

    EntryState asking(@Nullable EntryQuestion newQuestion) {
        return new EntryState(entry, link, local, there, words, newQuestion);
    }

    /** What is asked, if a person has been told of just that. */
    boolean isAsked(Dispute.OfEntry dispute) {
        return question != null && question.dispute().isAbout(dispute);
    }

    /** A conflict about a time entry that can still be resolved; there is one at most. */
    record EntryQuestion(ConflictId id, Dispute.OfEntry dispute) {

        /** Whether one side did not take what it is for, and that is all. */
        boolean isOfPlace() {
            return dispute.refused() != null && dispute.fields().equals(Set.of(EntryField.PLACE));
        }

        /** Nobody is asked any more. */
        ConflictCommand over(ChangeSet changes) {
            return new ConflictCommand.LetGo(id, "the time entry was changed since", changes.at());
        }

        /**
         * Makes what is asked what is to be asked.
         *
         * @param before what is asked so far; null where there is nothing
         * @param now what is to be asked; null where there is nothing
         * @return what is asked from then on
         */
        static @Nullable EntryQuestion settle(
                ChangeSet changes, SyncLinkId link, @Nullable EntryQuestion before, Dispute.@Nullable OfEntry now) {
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
