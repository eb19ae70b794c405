package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.ExistenceTable;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.lookup.RemoteLookups;
import dev.devledger.application.sync.lookup.StaleListings;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a full cycle does, from what it has read and what the ledger has: existence first, then fields
 * (docs/sync-design.md, sections 5 and 4). It looks at single objects where a list leaves open what became of them, and
 * writes nothing.
 */
public record Planner(
        Connector connector,
        LedgerPorts ledger,
        LinkBook book,
        ConflictBook conflicts,
        RemoteLookups lookUps,
        ExistenceTable table) {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    public Plan plan(PlanInput input) {
        PlanMaterial material = new PlanMaterial(connector, ledger, book, input);
        Set<EntityRef> disputed = material.disputed();
        OpenConflicts open = OpenConflicts.of(conflicts, connector.account(), disputed);
        PlanContext context = material.context(open, lookUps, table);
        context.draft().keepDoubts(context.links(), context.observed());
        new SettledQuestions(context).plan(disputed);
        existence(context, input);
        new ForeignChildren(context).plan(material.concerned());
        new UnlinkedRemote(context, input.marked(), new StaleListings(input.reads(), lookUps))
                .plan(input.leftOut().without(context.observed().newcomers()));
        new LateDuplicates(context).plan(material.copied());
        new SeenFields(context, ledger.taskQueries()).plan();
        leftOvers(context, input);
        if (somethingWaitsForNews(context)) {
            // That it does is known once what it depends on is linked.
            context.draft().leaveOpen("what is new waits for what it depends on");
        }
        context.draft().keepUnshown(context.links(), context.observed());
        return context.draft().plan(context.frozen());
    }

    private static boolean somethingWaitsForNews(PlanContext context) {
        Set<String> news = new HashSet<>();
        for (Planned each : context.draft().items()) {
            switch (each) {
                case Planned.Imported imported ->
                    news.add(imported.remote().ref().id());
                case Planned.Adopted adopted -> news.add(adopted.remote().ref().id());
                default -> {}
            }
        }
        return !news.isEmpty()
                && context.snapshot().seen().stream()
                        .anyMatch(task -> !Collections.disjoint(task.content().blockedBy(), news));
    }

    /** What becomes of each that has an object, or had one. Each step leaves alone what one before it has decided. */
    private void existence(PlanContext context, PlanInput input) {
        SeenPlans seen = new SeenPlans(context);
        AbsentPlans absent = new AbsentPlans(context, seen);
        FinishedPlans finished = new FinishedPlans(context, seen, absent);
        Observed observed = context.observed();
        // Before all that asks whose an object is, and what it holds.
        new DoubleClaims(context).plan();
        new UnreadablePlans(context).plan();
        // Before what is in them: it depends on whether a list is known.
        new ListPlans(context).plan();
        // From the top, as a place is found by what is above it; and before the absent ones, which may have moved
        // there.
        observed.topDown()
                .forEach(each -> alone(
                        context,
                        each,
                        () -> seen.look(
                                each, observed.task(each), input.marked().contains(each))));
        observed.absent().forEach(each -> alone(context, each.entity(), () -> absent.absent(each.entity())));
        input.marked().forEach(each -> alone(context, each, () -> absent.unlisted(each)));
        // One that was missed by the last read is looked at again, whether its next try is due or not; and so is one
        // that a person is asked about, as its list may not be read when its try is due.
        Set<EntityRef> due = input.due();
        input.marked().stream()
                .filter(each -> input.asked()
                        || due.contains(each)
                        || context.draft().wasMissed(each)
                        || context.frozen().asWhole(each).isPresent())
                .forEach(each -> alone(context, each, () -> finished.plan(each)));
    }

    /** What rests on all that is decided by then. */
    private void leftOvers(PlanContext context, PlanInput input) {
        PlannedPushes pushes = new PlannedPushes(context);
        input.marked().stream()
                .filter(each ->
                        !context.draft().isDecided(each) && !context.observed().cannotBeRead(each))
                .forEach(each -> alone(context, each, () -> pushes.plan(each)));
        // Of what is deleted for itself all is known now; a list takes with it what is left of that.
        new CascadedDeletes(context, ledger, conflicts, input.due()).plan();
        new ListEnds(context).plan();
    }

    /** What becomes of one of them costs that one alone where it cannot be decided, unless the ledger is away. */
    private void alone(PlanContext context, EntityRef entity, Runnable decision) {
        try {
            decision.run();
        } catch (CycleStopped e) {
            throw e;
        } catch (RuntimeException e) {
            conflicts.open(connector.account()); // fails as well where the ledger is away
            LOG.error("What becomes of {} cannot be decided; the others continue", entity, e);
            context.leaveOpen(
                    entity, "cannot be decided: Devledger failed unexpectedly; the server's log has the reason");
        }
    }
}
