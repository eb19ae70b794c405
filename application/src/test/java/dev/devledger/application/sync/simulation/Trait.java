package dev.devledger.application.sync.simulation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a simulated world may have besides people, faults and crashes; each is in a third of them. One that is not in every
 * run finds what is not mended yet: {@code -Ddevledger.simulation.traits=late_writes,recurring} adds some of those,
 * {@code all} adds all.
 */
enum Trait {
    /** The account is somebody's own. */
    LIVE(true),
    /** Someone looks at what waits for a word, and approves it, or does nothing. */
    OPERATOR(true),
    /** Someone decides conflicts, or thinks about them. */
    DECIDER(true),
    /** People delete a lot, one by one. */
    BLEEDING(true),
    /** Now and then another node takes over in the middle of a cycle. */
    TWO_NODES(true),
    /** Some titles are answered with a failure whenever they are written. */
    POISON(true),
    /** For hours nothing can be added. */
    QUOTA(true),
    /** Any write may happen after it was given up. */
    LATE_WRITES(true),
    /** Any write but one that adds may happen once more. */
    REPEATED_WRITES(true),
    /** Any read may show what was there a moment ago. */
    STALE_READS(true),
    /** A batch may be done in part. */
    PARTIAL_BATCHES(true),
    /** A write may be answered as done without having changed all of it. */
    KEPT_FIELDS(true),
    /** One answer for the whole account holds few tasks. */
    SMALL_CAPS(true),
    /** People close lists, which show what is in them. */
    ARCHIVED_LISTS(true),
    /** People close lists, which show nothing any more. */
    EMPTY_ARCHIVES(true),
    /** For minutes a list leaves some of its tasks out. */
    LEFT_OUT(true),
    /** For minutes a list is there, and what is in it is not told. */
    NO_CONTENT(true),
    /** People note what the ledger does not know, on tasks and on items of checklists. */
    NOTES(true),
    /** People on both sides say something about tasks, where the service has comments. */
    COMMENTS(true),
    /** They say on both sides which task waits for which, where the service knows. */
    DEPENDENCIES(true),
    /** People make tasks that come again. */
    RECURRING(true),
    /** People duplicate tasks and lists. */
    DUPLICATES(true),
    /** What is below a task is deleted and completed with it, by whomever; in all other worlds by a person's delete alone. */
    CHILDREN_FOLLOW(true),
    /** It is deleted with it, by whomever, and may stay open where it is completed. */
    CHILDREN_GO(true),
    /** It is completed with it, by whomever, and may stay where it is deleted. */
    CHILDREN_END(true),
    /** A write to a deleted task is answered with nothing, as long as anybody sends it: a trouble that stands. */
    DELETED_UNANSWERED(false),
    /** The first look by its id at what was written shows it as it was before. */
    OLD_FIRST_LOOK(true),
    /** Answers leave fields out of the tasks that they show. */
    SILENT_ANSWERS(true),
    /** Something of what is made is passed over without a word. */
    PASSED_OVER(true),
    /** For minutes some of what is asked for is answered with nothing. */
    EMPTY_ANSWERS(true),
    /** People delete much at once there, and whoever is asked about it agrees. */
    MASS_DELETES(true),
    /** People delete lists, with all that is in them. */
    LOST_LISTS(true),
    /** The clock of the sync is wrong for a while. */
    CLOCK_JUMPS(true),
    /** People there write what the ledger has no room for. */
    ODD_VALUES(true),
    /** The ledger fails at some of what people there make, whenever it is taken over: a trouble that stands. */
    UNTAKEN(true),
    /** It settles by looking for changes itself, not by being asked. */
    POLLS(true),
    /** What stands in the end makes no work: hours of it are looked at. */
    STANDING(true);

    private static final String WANTED = "devledger.simulation.traits";

    private final boolean always;

    Trait(boolean always) {
        this.always = always;
    }

    /** Those that this run has. */
    static Set<Trait> wanted() {
        String asked = System.getProperty(WANTED, "");
        if (asked.equals("all")) {
            return Collections.unmodifiableSet(EnumSet.allOf(Trait.class));
        }
        Set<Trait> wanted = EnumSet.noneOf(Trait.class);
        if (asked.equals("none")) {
            return wanted;
        }
        for (Trait each : values()) {
            if (each.always) {
                wanted.add(each);
            }
        }
        Arrays.stream(asked.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(word -> valueOf(word.toUpperCase(Locale.ROOT)))
                .forEach(wanted::add);
        return wanted;
    }
}
