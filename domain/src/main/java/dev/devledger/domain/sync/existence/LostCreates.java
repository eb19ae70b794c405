package dev.devledger.domain.sync.existence;

import dev.devledger.domain.sync.content.Canonical;
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
 * Which object an unanswered create has made (docs/sync-design.md, section 6). Given are objects that nobody is linked
 * to, whatever their list and status: a person may have renamed, moved, completed or abandoned it before it is found.
 * Whose it is, is decided by what was sent, by when it was made by the remote's clock, and by whether anybody has
 * written it since.
 *
 * @param settle how long an effect takes at most, but for one that is late
 * @param checklistApart whether a checklist is made by further requests, so that one that is found may have none of it yet
 */
public record LostCreates(Duration settle, boolean checklistApart) {

    /** So long after it was given up the effect of a create is still looked out for. */
    public static final Duration LATEST = Duration.ofHours(24);

    private static final Comparator<RemoteTask> BY_ID =
            Comparator.comparing(task -> task.ref().id());

    public sealed interface Verdict {
        /**
         * @param made where the create made it, which need not be where it is now
         * @param base what was made: what differs from it there is what others have done since
         */
        record Found(RemoteRef made, Canonical base) implements Verdict {}

        /** It may be one of these, in the order of their ids. */
        record Unsure(List<RemoteTask> candidates) implements Verdict {
            public Unsure {
                candidates = List.copyOf(candidates);
            }
        }

        record None() implements Verdict {}
    }

    /** Total: the decision table. */
    MatchConfidence likeness(CreateAttempt sent, RemoteTask found) {
        RemoteTask remote = found.filled(sent.content()); // what it does not show says nothing against it
        boolean sameTitle = isCalled(sent.content(), remote);
        boolean sameRest = rest(remote.content()).equals(rest(sent.content()));
        boolean sameList = remote.ref().list().equals(sent.list());
        boolean samePlace = sameList
                && Objects.equals(remote.content().parent(), sent.content().parent());
        boolean same = sameTitle && samePlace && sameRest;
        if (isOlder(sent, remote)) {
            // Our clock may be ahead of the remote's. Of abandoned ones all are shown, however old.
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
            return MatchConfidence.NONE; // ours was another, or elsewhere, and nobody has changed this one
        }
        if (sameTitle) {
            return sameRest ? MatchConfidence.CHANGED : MatchConfidence.UNSURE;
        }
        if (sameRest && isTelling(sent.content())) {
            return MatchConfidence.CHANGED;
        }
        return sameList ? MatchConfidence.UNSURE : MatchConfidence.NONE;
    }

    /** The one that is still as it was sent, where it was sent; of several any. Whoever ticked it, it was made open. */
    public Optional<Verdict.Found> asSent(List<CreateAttempt> own, Collection<RemoteTask> unlinked) {
        return unlinked.stream()
                .filter(task -> best(own, task) == MatchConfidence.SAME)
                .min(BY_ID)
                .map(task -> new Verdict.Found(task.ref(), task.content().withStatus(RemoteStatus.OPEN)));
    }

    /**
     * Which one it is of all that there are.
     *
     * @param own every sending of one entity, the newest first
     * @param others of other entities, whose objects may be among these as well
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
     * Which one a later try of what was refused has made, of which nothing is on record. What was refused has made none, so
     * that what is called otherwise, or was finished and there before, is another one. What is not as it was sent and where
     * it was sent may be: somebody else may have made it in these minutes.
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

    /** Whether it has the name that was sent. */
    static boolean isCalled(Canonical sent, RemoteTask remote) {
        return isSame(remote.content().title(), sent.title());
    }

    /** The remote may keep a name without the space around it. */
    public static boolean isSame(String title, String sent) {
        return title.strip().equals(sent.strip());
    }

    /** Whether it may be what one of these has made, so that it is not taken for a new one before that is known. */
    public boolean mayBeOf(Collection<CreateAttempt> unanswered, RemoteTask remote) {
        return unanswered.stream().anyMatch(sent -> likeness(sent, remote) != MatchConfidence.NONE);
    }

    /** Whether a create that was given up, and sent again or not, has made it after all. */
    public boolean isLate(CreateAttempt givenUp, RemoteTask remote) {
        return likeness(givenUp, remote) == MatchConfidence.SAME && isOfThatDay(givenUp, remote);
    }

    /** Whether it may have: it has its name, and somebody has moved or changed it since. */
    public boolean mayBeLate(CreateAttempt givenUp, RemoteTask remote) {
        return isCalled(givenUp.content(), remote)
                && likeness(givenUp, remote) != MatchConfidence.NONE
                && isOfThatDay(givenUp, remote);
    }

    private static boolean isOfThatDay(CreateAttempt givenUp, RemoteTask remote) {
        Instant made = remote.createdAt();
        return made == null || !made.isAfter(givenUp.at().plus(LATEST));
    }

    /** As many as there are creates of the same content, which are shared out in any order, and no other's. */
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

    private Canonical made(CreateAttempt sent, RemoteTask task) {
        Canonical content = sent.content();
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

    /** Of one that does not say when it was made nothing is concluded from what others may have done to it. */
    private boolean isOutside(CreateAttempt sent, RemoteTask remote) {
        Instant made = remote.createdAt();
        return made == null || made.isAfter(sent.at().plus(settle).plus(CreateAttempt.SKEW));
    }

    /** What finds no room below its parent is made at the top: nobody has to have moved it there. */
    private static boolean isWithoutRoom(CreateAttempt sent, RemoteTask remote) {
        return sent.content().parent() != null && remote.content().parent() == null && remote.isAsMade();
    }

    /** All but its name, where it is, and whether it was ticked. */
    private Canonical rest(Canonical content) {
        return new Canonical(
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

    /** A text, a checklist, or a date with tags is not easily written twice. */
    private boolean isTelling(Canonical content) {
        return !content.description().isBlank()
                || (!checklistApart && !content.checklist().isEmpty())
                || ((content.startDate() != null || content.dueDate() != null)
                        && !content.tags().isEmpty());
    }

    /** How far an object that nobody is linked to may be what an unanswered create has made; each is stronger than the last. */
    enum MatchConfidence {
        /** It cannot be. */
        NONE,
        /** It may be: a person is asked before anything is sent again. */
        UNSURE,
        /** What was sent, moved or renamed since: it is the one, where it is the only one. */
        CHANGED,
        /** As it was sent, where it was sent; of several equal ones any will do. */
        SAME
    }
}
