package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.CreateAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the object that a create without an answer has made (docs/sync-design.md, section 6). The candidates are
 * unlinked objects of any list and status: a person may have renamed, moved, completed or abandoned the object before
 * it is found. The decision rests on what was sent, on the creation time by the remote's clock, and on later writes by
 * anyone.
 *
 * @param settle the longest time until the effect of a write shows, late effects excepted
 * @param checklistApart true if further requests make the checklist, so that a found object may not have all of it yet
 */
public record LostCreates(Duration settle, boolean checklistApart) {

    /** The time after the sending in which the late effect of a given-up create is still watched for. */
    public static final Duration LATEST = Duration.ofHours(24);

    private static final Comparator<RemoteTask> BY_ID =
            Comparator.comparing(task -> task.ref().id());

    public sealed interface Verdict {
        /**
         * @param made the object, in the list where the create made it; the object may have been moved since
         * @param base the content as created: differences from it are later changes by others
         */
        record Found(RemoteRef made, CanonicalContent base) implements Verdict {}

        /** The object may be one of these candidates, in the order of their ids. */
        record Unsure(List<RemoteTask> candidates) implements Verdict {
            public Unsure {
                candidates = List.copyOf(candidates);
            }
        }

        record None() implements Verdict {}
    }

    /** Rates the likelihood that this create made the object. Decides every combination: this is the decision table. */
    MatchConfidence likeness(CreateAttempt sent, RemoteTask found) {
        RemoteTask remote = found.filled(sent.content()); // a field that is not shown does not contradict
        boolean sameTitle = isCalled(sent.content(), remote);
        boolean sameRest = rest(remote.content()).equals(rest(sent.content()));
        boolean sameList = remote.ref().list().equals(sent.list());
        boolean samePlace = sameList
                && Objects.equals(remote.content().parent(), sent.content().parent());
        boolean same = sameTitle && samePlace && sameRest;
        if (isOlder(sent, remote)) {
            // The ledger's clock may be ahead of the remote's. Abandoned objects are all listed, however old.
            if (same && remote.content().status() != RemoteStatus.ABANDONED) {
                return MatchConfidence.SAME;
            }
            boolean changedSince = remote.content().status() == RemoteStatus.OPEN && !remote.isAsMade();
            return sameTitle && samePlace && changedSince ? MatchConfidence.UNSURE : MatchConfidence.NONE;
        }
        if (sameTitle && samePlace) {
            return same ? MatchConfidence.SAME : MatchConfidence.UNSURE;
        }
        if (sameTitle && sameRest && sameList && isWithoutRoom(sent, remote)) {
            return MatchConfidence.UNSURE;
        }
        if (remote.isAsMade() || isOutside(sent, remote)) {
            return MatchConfidence.NONE; // the create made another object; nobody has changed this one
        }
        if (sameTitle) {
            return sameRest ? MatchConfidence.CHANGED : MatchConfidence.UNSURE;
        }
        if (sameRest && isTelling(sent.content())) {
            return MatchConfidence.CHANGED;
        }
        return sameList ? MatchConfidence.UNSURE : MatchConfidence.NONE;
    }

    /**
     * Returns an object that still has the sent content and place; of several, any. Its base has the status open, as a
     * create makes it.
     */
    public Optional<Verdict.Found> asSent(List<CreateAttempt> own, Collection<RemoteTask> unlinked) {
        return unlinked.stream()
                .filter(task -> best(own, task) == MatchConfidence.SAME)
                .min(BY_ID)
                .map(task -> new Verdict.Found(task.ref(), task.content().withStatus(RemoteStatus.OPEN)));
    }

    /**
     * Returns the verdict on all unlinked objects.
     *
     * @param own every sending of one entity, the newest first
     * @param others sendings of other entities, whose objects may be among these as well
     */
    public Verdict find(List<CreateAttempt> own, Collection<RemoteTask> unlinked, Collection<CreateAttempt> others) {
        List<RemoteTask> free = unlinked.stream().sorted(BY_ID).toList();
        Optional<Verdict.Found> same = asSent(own, free);
        if (same.isPresent()) {
            return same.get();
        }
        List<RemoteTask> ours =
                free.stream().filter(task -> !isOfAnother(task, others)).toList();
        List<RemoteTask> changed = withLikeness(own, ours, MatchConfidence.CHANGED);
        if (changed.isEmpty()) {
            List<RemoteTask> unsure = withLikeness(own, ours, MatchConfidence.UNSURE);
            return unsure.isEmpty() ? new Verdict.None() : new Verdict.Unsure(unsure);
        }
        RemoteTask first = changed.getFirst();
        return isAlone(own, changed, others) ? found(own, first) : new Verdict.Unsure(changed);
    }

    /**
     * Finds the object of a later, unrecorded retry of a refused create. The refused call made no object, so an object
     * with another name, or an older finished one, has another origin. An object that differs from what was sent is
     * unsure: another client may have made it in these minutes.
     */
    public Verdict findRefused(
            CreateAttempt refused, Collection<RemoteTask> unlinked, Collection<CreateAttempt> others) {
        List<RemoteTask> named = unlinked.stream()
                .filter(task -> isCalled(refused.content(), task))
                .filter(task -> !isOlder(refused, task) || task.content().status() == RemoteStatus.OPEN)
                .sorted(BY_ID)
                .toList();
        Optional<Verdict.Found> same = asSent(List.of(refused), named);
        if (same.isPresent()) {
            return same.get();
        }
        List<RemoteTask> alike = named.stream()
                .filter(task -> likeness(refused, task) != MatchConfidence.NONE && !isOfAnother(task, others))
                .toList();
        return alike.isEmpty() ? new Verdict.None() : new Verdict.Unsure(alike);
    }

    /** True if the object has the name that was sent. */
    static boolean isCalled(CanonicalContent sent, RemoteTask remote) {
        return isSame(remote.content().title(), sent.title());
    }

    /** Compares names without the space around them, which the remote may drop. */
    public static boolean isSame(String title, String sent) {
        return title.strip().equals(sent.strip());
    }

    /** True if one of these creates may have made the object; then it is not imported until that is known. */
    public boolean mayBeOf(Collection<CreateAttempt> unanswered, RemoteTask remote) {
        return unanswered.stream().anyMatch(sent -> likeness(sent, remote) != MatchConfidence.NONE);
    }

    /** True if a given-up create, sent again or not, has made this object after all. */
    public boolean isLate(CreateAttempt givenUp, RemoteTask remote) {
        return likeness(givenUp, remote) == MatchConfidence.SAME && isOfThatDay(givenUp, remote);
    }

    /** True if a given-up create may have made this object: it has the sent name, and was moved or changed since. */
    public boolean mayBeLate(CreateAttempt givenUp, RemoteTask remote) {
        return isCalled(givenUp.content(), remote)
                && likeness(givenUp, remote) != MatchConfidence.NONE
                && isOfThatDay(givenUp, remote);
    }

    private static boolean isOfThatDay(CreateAttempt givenUp, RemoteTask remote) {
        Instant made = remote.createdAt();
        return made == null || !made.isAfter(givenUp.at().plus(LATEST));
    }

    /**
     * True if there are at most as many candidates as creates of the same content, so that any create may have any
     * candidate, and no other create competes for them.
     */
    private boolean isAlone(List<CreateAttempt> own, List<RemoteTask> changed, Collection<CreateAttempt> others) {
        List<CreateAttempt> rivals = new ArrayList<>(others.stream()
                .filter(other -> changed.stream().anyMatch(task -> likeness(other, task) == MatchConfidence.CHANGED))
                .toList());
        int all = rivals.size();
        rivals.removeIf(other -> own.stream().anyMatch(sent -> isEqual(sent, other)));
        return rivals.isEmpty() && changed.size() <= 1 + all;
    }

    private boolean isEqual(CreateAttempt one, CreateAttempt other) {
        return one.content().title().equals(other.content().title())
                && rest(one.content()).equals(rest(other.content()));
    }

    private boolean isOfAnother(RemoteTask task, Collection<CreateAttempt> others) {
        return others.stream().anyMatch(other -> likeness(other, task) == MatchConfidence.SAME);
    }

    private Verdict.Found found(List<CreateAttempt> own, RemoteTask task) {
        CreateAttempt sent = own.stream()
                .filter(each -> likeness(each, task) == MatchConfidence.CHANGED)
                .findFirst()
                .orElseThrow();
        return new Verdict.Found(
                new RemoteRef(sent.list(), task.ref().id()), made(sent, task).withStatus(RemoteStatus.OPEN));
    }

    private CanonicalContent made(CreateAttempt sent, RemoteTask task) {
        CanonicalContent content = sent.content();
        return checklistApart ? content.withChecklist(task.content().checklist()) : content;
    }

    private List<RemoteTask> withLikeness(List<CreateAttempt> own, List<RemoteTask> tasks, MatchConfidence wanted) {
        return tasks.stream().filter(task -> best(own, task) == wanted).toList();
    }

    private MatchConfidence best(List<CreateAttempt> own, RemoteTask task) {
        return own.stream()
                .map(sent -> likeness(sent, task))
                .max(Comparator.naturalOrder())
                .orElse(MatchConfidence.NONE);
    }

    private static boolean isOlder(CreateAttempt sent, RemoteTask remote) {
        Instant made = remote.createdAt();
        return made != null && made.isBefore(sent.at().minus(CreateAttempt.SKEW));
    }

    /** True if the object was made too late. Without a creation time, changes by others prove nothing. */
    private boolean isOutside(CreateAttempt sent, RemoteTask remote) {
        Instant made = remote.createdAt();
        return made == null || made.isAfter(sent.at().plus(settle).plus(CreateAttempt.SKEW));
    }

    /** An object whose parent is full is created at the top, without a move by anyone. */
    private static boolean isWithoutRoom(CreateAttempt sent, RemoteTask remote) {
        return sent.content().parent() != null && remote.content().parent() == null && remote.isAsMade();
    }

    /** The content apart from name, place and completion. */
    private CanonicalContent rest(CanonicalContent content) {
        return new CanonicalContent(
                "",
                content.description(),
                content.priority(),
                content.tags(),
                content.startDate(),
                content.dueDate(),
                content.timeZone(),
                checklistApart ? List.of() : content.checklist(),
                RemoteStatus.OPEN,
                null,
                content.stage(),
                content.estimateMinutes(),
                content.assignees(),
                Collections.emptySortedSet(),
                null,
                null,
                content.oddDates());
    }

    /** True if the content has a description, a checklist, or a date with tags: it is unlikely to occur twice. */
    private boolean isTelling(CanonicalContent content) {
        return !content.description().isBlank()
                || (!checklistApart && !content.checklist().isEmpty())
                || ((content.startDate() != null || content.dueDate() != null)
                        && !content.tags().isEmpty());
    }

    /** The likelihood that an unanswered create made an unlinked object; each level is stronger than the one before. */
    enum MatchConfidence {
        /** The create cannot have made the object. */
        NONE,
        /** The create may have made the object: a person is asked before anything is sent again. */
        UNSURE,
        /**
         * The object has the sent content, but was moved or renamed since: the create made it if no other object is
         * like this.
         */
        CHANGED,
        /** The object has the sent content and place; of several such objects any will do. */
        SAME
    }
}
