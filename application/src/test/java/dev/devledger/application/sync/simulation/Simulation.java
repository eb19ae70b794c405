package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.Unproven;
import dev.devledger.application.sync.push.UpdateSteps;
import dev.devledger.application.sync.read.FullRead;
import dev.devledger.application.sync.simulation.Testimony.Side;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.task.Task.TaskCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A world in which people work on both sides while faults occur between the sides; then the faults end, people stop,
 * and the world settles. Everything follows from the scenario.
 */
final class Simulation {
    private static final Set<Call> LOOKS = EnumSet.of(
            Call.LISTS,
            Call.FIND,
            Call.FIND_ANYWHERE,
            Call.SEARCH_OPEN,
            Call.SEARCH_ALL,
            Call.OPEN_TASKS,
            Call.FINISHED_TASKS,
            Call.EVERYWHERE,
            Call.CHANGES,
            Call.COMMENTS);
    private static final int SETTLING = 10;
    /** One of so many. */
    private static final int FAILING = 6;

    private static final Duration POLL = Duration.ofMinutes(1);
    private static final int SMALL_CAP = 10;
    private static final int WIDE_CAP = 200;
    /** Of an hour of any trouble, besides the polls. */
    private static final int MOST_CALLS = 20;

    private static final Set<Call> POLLING =
            EnumSet.of(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.CHANGES, Call.COMMENTS);

    /** The first thing that was wrong in a scenario. */
    record Failure(Scenario scenario, String invariant, String message, Throwable cause, List<String> trace) {}

    private final Scenario scenario;
    private final Set<Trait> traits;
    private final World world;
    private final Random turns = new Random(0);
    private final Chaos chaos;
    private final Interruptions interruptions;
    private final Developer developer;
    private final PhoneUser phone;
    private final Operator operator;
    private final Weather weather;
    private final Invariants invariants;
    private final Unproven unproven;
    private final Tally tally;
    private final List<String> trace = new ArrayList<>();
    private final Testimony testimony = new Testimony();
    private boolean peaceful;

    Simulation(long seed, int steps) {
        this(Scenario.of(seed, steps), new Tally());
    }

    Simulation(Scenario scenario, Tally tally) {
        this.scenario = scenario;
        this.traits = scenario.itsTraits();
        this.tally = tally;
        Random drawn = new Random(scenario.random(-1, "world"));
        ConflictPolicy policy = List.of(ConflictPolicy.values()).get(drawn.nextInt(ConflictPolicy.values().length));
        this.world = new World(new World.Kind(
                true, policy, polls() ? POLL : Duration.ZERO, mode(), scenario.bug(), scenario.nature()));
        this.chaos = new Chaos(new Random(drawn.nextLong()), scenario);
        this.interruptions = new Interruptions(world, scenario, chaos, turns, tally);
        this.developer = new Developer(world, new Random(0), testimony, traits);
        this.phone = new PhoneUser(
                world.remote,
                world.phone,
                new Random(0),
                testimony,
                traits,
                !world.remote.nature().inSteps());
        this.invariants = new Invariants(world, testimony);
        this.operator = new Operator(world, new Random(0), testimony, invariants::approved, traits);
        this.weather = new Weather(world, new Random(0), traits);
        this.unproven = new Unproven(world);
        world.remote.pages(scenario.page());
        scenario.webhooks().ifPresent(world::tells);
        world.remote.addList(World.LIST);
        world.remote.echoesWritesToDeleted(drawn.nextBoolean());
        world.remote.has(Habit.CHILDREN_GO, has(Trait.CHILDREN_FOLLOW) || has(Trait.CHILDREN_GO));
        world.remote.has(Habit.CHILDREN_END, has(Trait.CHILDREN_FOLLOW) || has(Trait.CHILDREN_END));
        world.remote.has(Habit.DELETED_UNANSWERED, has(Trait.DELETED_UNANSWERED));
        world.remote.has(Habit.OLD_FIRST_LOOK, has(Trait.OLD_FIRST_LOOK));
        world.remote.has(Habit.SILENT, has(Trait.SILENT_ANSWERS));
        world.remote.has(Habit.PASSES_OVER, has(Trait.PASSED_OVER));
        world.full(); // while it is empty: later it would be somebody's
        world.remote.chaos(call -> peaceful ? Fault.NONE : fault(call));
        world.remote.onEachCall(this::meanwhile);
        world.remote.onOverwritten(testimony::overwritten);
        world.remote.inStep(object -> world.book.ofRemote(world.account, Set.of(object)).stream()
                .anyMatch(each -> each.link() instanceof SyncLink.Linked));
        if (has(Trait.UNTAKEN)) {
            world.ledger.onSend(this::fails);
        }
        if (traits.contains(Trait.SMALL_CAPS)) {
            world.remote.cap(SMALL_CAP);
            // Where a list leaves out what no search shows either, only time tells, and its weather may last longer.
            world.remote.searchCap(traits.contains(Trait.LEFT_OUT) ? WIDE_CAP : SMALL_CAP);
        }
        if (!chaos.has(Fault.STALE)) {
            world.remote.remembersNothing();
        }
    }

    private boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Of what was made there, whoever makes it in the ledger. */
    private void fails(Addressed command) {
        String title =
                switch (command) {
                    case TaskCommand.Create create -> create.details().title();
                    case ProjectCommand.Create create -> create.details().name();
                    default -> "";
                };
        if (title.hashCode() % FAILING == 0 && testimony.wrote(Field.TITLE, Side.THERE, title)) {
            throw scenario.bug() == Sabotage.STOPS_AT_THE_FIRST
                    ? CycleStopped.unanswered("it fails")
                    : new IllegalStateException("it fails");
        }
    }

    private boolean operates() {
        return traits.contains(Trait.OPERATOR) || traits.contains(Trait.DECIDER) || traits.contains(Trait.MASS_DELETES);
    }

    private boolean polls() {
        return traits.contains(Trait.POLLS) || stands();
    }

    /** Whether hours are looked at in which nobody does anything. */
    private boolean stands() {
        return traits.contains(Trait.STANDING) || traits.contains(Trait.POISON) || traits.contains(Trait.QUOTA);
    }

    private ConnectorMode mode() {
        return traits.contains(Trait.LIVE) ? ConnectorMode.LIVE : ConnectorMode.SANDBOX;
    }

    private Fault fault(Call call) {
        Fault fault = chaos.fault(call);
        unproven.called(call, fault);
        if (fault != Fault.NONE) {
            tally.count(fault);
            trace.add("    " + call + " has " + fault);
        }
        return fault;
    }

    List<String> trace() {
        return trace;
    }

    /** Runs the scenario; returns the failure, empty if all is as it should be. */
    Optional<Failure> fails() {
        try {
            live();
            return Optional.empty();
        } catch (Invariants.Broken e) {
            return Optional.of(new Failure(scenario, e.invariant(), told(e), e, trace));
        } catch (RuntimeException | Error e) {
            return Optional.of(new Failure(scenario, e.getClass().getSimpleName(), told(e), e, trace));
        } finally {
            tally.decided(world.decided);
        }
    }

    private String told(Throwable e) {
        return "seed " + scenario.seed() + " (" + chaos + ", "
                + world.settings.policies().general() + ", " + traits + ", " + world.remote.nature() + "): "
                + e.getMessage();
    }

    private void live() {
        for (int step : scenario.steps()) {
            trace.add("step " + step);
            turns.setSeed(scenario.random(step, "turn"));
            chaos.turn(scenario.random(step, "chaos"));
            developer.turn(scenario.random(step, "developer"));
            phone.turn(scenario.random(step, "phone"));
            operator.turn(scenario.random(step, "operator"));
            weather.turn(scenario.random(step, "weather")).forEach(each -> trace.add("  " + each));
            invariants.look(); // what was under way may have come to pass with it
            step();
            tally.step();
            invariants.eachStep();
        }
        peaceful = true;
        world.remote.has(Habit.SILENT, false);
        interruptions.areOver();
        weather.clears();
        if (stands()) {
            stand();
        }
        weather.isOver();
        settle();
        afterWhatWasIgnored(this::settle);
        // Nothing that was in the last list tells that it is deleted: a person is told to add one.
        if (String.valueOf(world.runner.status().message()).contains("add one in")) {
            trace.add("  phone adds a list: " + world.remote.addList("Another"));
            settle();
        }
        // Without the ids that are random: the same seed tells the same story.
        world.holds
                .list(world.account)
                .forEach(each -> trace.add(
                        "held " + each.guard() + " " + each.operations().size()));
        world.conflicts
                .all()
                .forEach(each -> trace.add("asked " + each.state() + " "
                        + each.dispute().toString().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…")));
        invariants.settled();
        quiet();
    }

    private void step() {
        switch (turns.nextInt(10)) {
            case 0, 1, 2 -> {
                boolean operates = operates() && turns.nextInt(3) == 0;
                trace.add(operates ? "  operator " + operator.act() : "  developer " + developer.act());
            }
            case 3, 4, 5 -> trace.add("  phone " + phone.act());
            case 6 -> {
                trace.add("  narrow cycle");
                begins();
                world.cycle();
                invariants.worked();
            }
            case 7, 8 -> {
                trace.add("  full cycle");
                begins();
                unproven.begin();
                world.fullOrDie();
                unproven.end();
                invariants.worked();
                tell();
            }
            default -> world.clock.forward(Duration.ofSeconds(1L + turns.nextInt(90)));
        }
        world.remote.passTime();
        world.deliver();
        invariants.look();
    }

    private void begins() {
        interruptions.begin();
        invariants.cycleBegins();
    }

    private void tell() {
        if (!world.cycles.isEmpty()) {
            Cycles.Cycle cycle = world.cycles.getLast();
            trace.add("    " + cycle.pulled() + " pulled, " + cycle.pushed() + " pushed, " + cycle.conflicts()
                    + " conflicts, " + cycle.error());
        }
    }

    /**
     * Others do not wait for a cycle to end; between the look at a task and its write they do
     * (docs/sync-design.md, section 9, I2).
     */
    private void meanwhile(Call call) {
        trace.add("    " + call);
        tally.call();
        invariants.called(call);
        if (!peaceful && LOOKS.contains(call) && call != Call.LISTS && turns.nextInt(20) == 0 && scenario.meanwhile()) {
            invariants.worked();
            world.steps.outside(() -> {
                trace.add("      meanwhile "
                        + (turns.nextBoolean() ? "developer " + developer.act() : "phone " + phone.act()));
                world.remote.passTime();
                invariants.meanwhile();
            });
        }
    }

    /**
     * Hours in which nobody does anything and the trouble goes on. After the first of them it makes no events, and few
     * calls besides those of the polls.
     */
    private void stand() {
        // What is over by now may have put something off for hours: that it goes then is not what stands.
        trace.add("somebody asks for all there is");
        invariants.cycleBegins();
        world.full();
        invariants.worked();
        settleByPolls(60);
        afterWhatWasIgnored(() -> settleByPolls(60));
        int before = afterTheLastCreate();
        world.remote.calls();
        world.remote.pages(Scenario.LARGE_PAGE); // each look is to be one call
        settleByPolls(60);
        world.remote.pages(scenario.page());
        Map<Call, Long> more = world.remote.calls().stream()
                .filter(call -> !POLLING.contains(call))
                .collect(Collectors.groupingBy(
                        Function.identity(), () -> new EnumMap<>(Call.class), Collectors.counting()));
        if (world.ledger.size() != before) {
            throw new Invariants.Broken(
                    "I7h", "after an hour of the same trouble there are events " + world.ledger.eventsFrom(before));
        }
        if (more.values().stream().mapToLong(Long::longValue).sum() > MOST_CALLS) {
            throw new Invariants.Broken(
                    "I7h",
                    "besides the polls an hour of the same trouble has the calls " + more + "; waiting "
                            + world.work.marked().stream()
                                    .map(each -> each + ": " + world.work.reason(each))
                                    .sorted()
                                    .toList());
        }
        world.clock.forward(PendingWork.LONGEST_WAIT);
    }

    /** What was sent without an answer is looked for once an hour while it waits for something else, and sent three times at most. */
    private int afterTheLastCreate() {
        if (isUntried()) {
            world.clock.forward(PendingWork.LONGEST_WAIT);
            settleByPolls(60);
        }
        int before = world.ledger.size();
        for (int tries = 0; tries < 2 && isUnanswered(); tries++) {
            settleByPolls(60);
            before = world.ledger.size();
        }
        return before;
    }

    private boolean isUnanswered() {
        return world.work.marked().stream().anyMatch(each -> world.link(each) instanceof SyncLink.Creating);
    }

    /**
     * A list that is full is tried with one thing at a time. Where that one is wanted there no more, the turn of the next one
     * comes hours later, and that it is refused for the first time is news.
     */
    private boolean isUntried() {
        return !world.closures.all(world.account).isEmpty()
                && world.work.marked().stream()
                        .anyMatch(each -> world.link(each) instanceof SyncLink.None none && none.refused() == null);
    }

    /** What a service has ignored last is sent once more after a while, which is no trouble that stands. */
    private void afterWhatWasIgnored(Runnable settling) {
        if (world.remote.nature().capabilities().ignores()) {
            world.clock.forward(PendingWork.LONGEST_WAIT);
            settling.run();
        }
    }

    private void settle() {
        if (polls()) {
            settleByPolls(SETTLING);
            // Where a feed tells what changes, lists are read that seldom, and what takes two reads takes two of them.
            for (int reads = world.remote.nature().capabilities().hasFeed() ? 2 : 1; reads > 0; reads--) {
                world.clock.forward(PendingWork.LONGEST_WAIT);
                settleByPolls(SETTLING);
            }
            return;
        }
        for (int cycle = 0; cycle < SETTLING; cycle++) {
            if (cycle == SETTLING / 2) {
                world.clock.forward(FullRead.OVERLAP); // what was finished is in no read from the next one on
            }
            letPass(World.SETTLE.plusSeconds(1));
            trace.add("settling " + cycle);
            invariants.cycleBegins();
            world.full();
            tell();
            invariants.worked();
            invariants.eachStep();
        }
    }

    /**
     * What is on its way comes to pass when it is due and not at the end of it, and no view is older than it may be.
     */
    private void letPass(Duration time) {
        world.remote.passTime();
        world.clock.forward(MemoryRemote.LAG);
        world.remote.passTime();
        world.clock.forward(time.minus(MemoryRemote.LAG));
        world.remote.passTime();
    }

    private void settleByPolls(int polls) {
        for (int poll = 0; poll < polls; poll++) {
            letPass(POLL.plusSeconds(1));
            trace.add("settling by poll " + poll);
            invariants.cycleBegins();
            world.narrowOrDie();
            tell();
            invariants.worked();
            invariants.eachStep();
        }
    }

    private void quiet() {
        int before = world.ledger.size();
        world.remote.calls();
        for (int cycle = 0; cycle < 2; cycle++) {
            world.clock.forward(World.SETTLE);
            trace.add("quiet " + cycle);
            world.full();
        }
        List<Call> writes = world.remote.calls().stream()
                .filter(call -> !LOOKS.contains(call))
                .collect(Collectors.toCollection(ArrayList::new));
        for (long each = withoutRoom() + 2 * withoutAnswer(); each > 0; each--) {
            writes.remove(Call.UPDATE);
        }
        if (world.ledger.size() != before || !writes.isEmpty()) {
            throw new Invariants.Broken(
                    "I7", "writes " + writes + " and events " + world.ledger.eventsFrom(before) + " with nobody there");
        }
    }

    /**
     * So many have no room below their parent there, or are finished there and deleted since, which no list tells: they
     * keep another parent, and their links say so. Each is tried now and then, as there is room once a person has moved
     * something else, but only once in so short a time.
     */
    private long withoutRoom() {
        return world.book.all().stream()
                .filter(each -> UpdateSteps.isIgnored(each.link()))
                .filter(each -> world.wanted(each.entity()) instanceof DesiredObject.Present present
                        && present.parent() != null
                        && world.link(present.parent()).object() instanceof RemoteRef(var list, var parent)
                        && each.link().object() instanceof RemoteRef(var in, var id)
                        && world.remote
                                .byId(id)
                                .filter(card -> card.deleted || !world.remote.takes(parent, card))
                                .isPresent())
                .count();
    }

    /**
     * What is written into so many deleted ones is never answered, and told; who asks for all there is has each of them
     * tried.
     */
    private long withoutAnswer() {
        return !has(Trait.DELETED_UNANSWERED)
                ? 0
                : world.book.all().stream()
                        .filter(each -> each.link() instanceof SyncLink.Linked linked
                                && !linked.sent().isEmpty()
                                && linked.refusal() != null
                                && world.remote
                                        .byId(linked.remote().id())
                                        .filter(card -> card.deleted)
                                        .isPresent())
                        .count();
    }
}
