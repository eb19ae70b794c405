package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.MemoryWebhooks;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Quirk;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A world to be simulated. Each step follows from the seed and its own number alone, so that one can be left out and the
 * others are still tried.
 *
 * @param seed what all that happens follows from
 * @param steps those that are done
 * @param without faults that do not happen
 * @param crashes whether the process may die
 * @param meanwhile whether others do something while a cycle runs
 * @param traits those that the run has; which of them this world has follows from the seed
 */
record Scenario(
        long seed,
        SortedSet<Integer> steps,
        Set<Fault> without,
        boolean crashes,
        boolean meanwhile,
        Set<Trait> traits,
        Sabotage bug) {
    /** From this seed on the service is like ClickUp. */
    static final int CLICKUP = 2_000_000;

    /** From this seed on the service is like TrackingTime. */
    static final int TRACKINGTIME = 3_000_000;

    /** From this seed on the service is of any kind. */
    static final long OTHER_NATURES = 1_000_000;

    static final int LARGE_PAGE = 1_000;
    private static final int A_THIRD = 3;
    private static final String OPTION = "devledger.simulation.";

    Scenario {
        steps = new TreeSet<>(steps);
        without = without.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(without);
        traits = traits.isEmpty() ? EnumSet.noneOf(Trait.class) : EnumSet.copyOf(traits);
    }

    static Scenario of(long seed, int steps) {
        return new Scenario(
                seed,
                new TreeSet<>(IntStream.range(0, steps).boxed().toList()),
                Set.of(),
                true,
                true,
                Trait.wanted(),
                Sabotage.NONE);
    }

    static Scenario asked(long seed, int steps) {
        return asked(seed, steps, System::getProperty);
    }

    /** Reads a scenario as {@link #options} prints it. */
    static Scenario asked(long seed, int steps, UnaryOperator<String> options) {
        String kept = options.apply(OPTION + "keep");
        String without = options.apply(OPTION + "without");
        String bug = options.apply(OPTION + "sabotage");
        Scenario asked = of(seed, steps);
        asked = kept == null ? asked : asked.with(read(kept));
        for (String word : without == null ? List.<String>of() : List.of(without.split(",", -1))) {
            asked = asked.without(word);
        }
        return bug == null ? asked : asked.with(Sabotage.valueOf(bug.toUpperCase(Locale.ROOT)));
    }

    private static List<Integer> read(String ranges) {
        List<Integer> all = new ArrayList<>();
        for (String range : ranges.isEmpty() ? List.<String>of() : List.of(ranges.split(",", -1))) {
            List<String> ends = List.of(range.split("-", -1));
            int first = Integer.parseInt(ends.getFirst());
            int last = Integer.parseInt(ends.getLast());
            IntStream.rangeClosed(first, last).forEach(all::add);
        }
        return all;
    }

    /** Returns random numbers for this purpose in this step. */
    long random(int step, String purpose) {
        long mixed = seed * 0x9E3779B97F4A7C15L + step * 0xBF58476D1CE4E5B9L + purpose.hashCode() * 0x94D049BB133111EBL;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Those of the first million have to do with TickTick, those of the third with ClickUp, all others with TrackingTime. */
    Nature nature() {
        if (seed < OTHER_NATURES) {
            return Nature.TICKTICK;
        }
        if (seed >= TRACKINGTIME) {
            return Nature.TRACKINGTIME;
        }
        if (seed >= CLICKUP) {
            return has(Trait.COMMENTS) ? Nature.CLICKUP.with(Quirk.COMMENTS) : Nature.CLICKUP;
        }
        Nature any = Nature.of(new Random(random(-1, "nature")))
                .maybeInSteps(random(-1, "steps"))
                .mayFeed(new Random(random(-1, "feed")));
        for (Quirk quirk : Quirk.values()) {
            any = has(quirk.name()) && (quirk != Quirk.COMMENTS || has(Trait.COMMENTS)) ? any.with(quirk) : any;
        }
        return any;
    }

    private boolean has(String word) {
        return new Random(random(-1, word)).nextInt(A_THIRD) == 0;
    }

    /** Returns the number of rows in one answer of the service. */
    int page() {
        return seed < OTHER_NATURES ? LARGE_PAGE : page(new Random(random(-1, "page")));
    }

    static int page(Random random) {
        return random.nextBoolean() ? LARGE_PAGE : 2 + random.nextInt(9);
    }

    /** Whether the service says by itself that something has changed; of numbers of their own. */
    Optional<MemoryWebhooks> webhooks() {
        Random own = new Random(random(-1, "webhooks"));
        return seed >= OTHER_NATURES && own.nextBoolean()
                ? Optional.of(new MemoryWebhooks(own.nextLong()))
                : Optional.empty();
    }

    /** Turning one of them on or off changes no world that does not have it. */
    boolean has(Trait trait) {
        return traits.contains(trait) && has(trait.name());
    }

    Set<Trait> itsTraits() {
        Nature nature = nature();
        return Arrays.stream(Trait.values())
                .filter(this::has)
                .filter(each -> each != Trait.COMMENTS || nature.has(Quirk.COMMENTS))
                .filter(each -> each != Trait.DEPENDENCIES || nature.holds(Field.BLOCKED_BY))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Trait.class)));
    }

    Scenario with(Collection<Integer> kept) {
        return new Scenario(seed, new TreeSet<>(kept), without, crashes, meanwhile, traits, bug);
    }

    Scenario with(Sabotage planted) {
        return new Scenario(seed, steps, without, crashes, meanwhile, traits, planted);
    }

    /** What can be left out of it besides steps. */
    List<String> parts() {
        List<String> parts = new ArrayList<>();
        if (crashes) {
            parts.add("crashes");
        }
        if (meanwhile) {
            parts.add("meanwhile");
        }
        itsTraits().forEach(each -> parts.add(word(each)));
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE && !without.contains(fault)) {
                parts.add(word(fault));
            }
        }
        return parts;
    }

    /** @param part one of {@link #parts} */
    Scenario without(String part) {
        if (part.equals("crashes")) {
            return new Scenario(seed, steps, without, false, meanwhile, traits, bug);
        }
        if (part.equals("meanwhile")) {
            return new Scenario(seed, steps, without, crashes, false, traits, bug);
        }
        for (Trait trait : Trait.values()) {
            if (word(trait).equals(part)) {
                Set<Trait> fewer = EnumSet.noneOf(Trait.class);
                fewer.addAll(traits);
                fewer.remove(trait);
                return new Scenario(seed, steps, without, crashes, meanwhile, fewer, bug);
            }
        }
        Set<Fault> more = EnumSet.noneOf(Fault.class);
        more.addAll(without);
        more.add(Fault.valueOf(part.toUpperCase(Locale.ROOT)));
        return new Scenario(seed, steps, more, crashes, meanwhile, traits, bug);
    }

    private static String word(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the options that run exactly this scenario again. */
    String options(Scenario whole) {
        List<String> options = new ArrayList<>(List.of("seed=" + seed));
        for (String each : List.of("traits", "rules")) {
            String asked = System.getProperty(OPTION + each);
            if (asked != null) {
                options.add(each + "=" + asked);
            }
        }
        if (bug != Sabotage.NONE) {
            options.add("sabotage=" + word(bug));
        }
        if (!steps.equals(whole.steps)) {
            options.add("keep=" + ranges());
        }
        List<String> out = new ArrayList<>(whole.parts());
        out.removeAll(parts());
        if (!out.isEmpty()) {
            options.add("without=" + String.join(",", out));
        }
        return options.stream().map(each -> "-D" + OPTION + each).collect(Collectors.joining(" "));
    }

    private String ranges() {
        List<String> ranges = new ArrayList<>();
        Integer from = null;
        Integer to = null;
        for (Integer step : steps) {
            if (to == null || step != to + 1) {
                add(ranges, from, to);
                from = step;
            }
            to = step;
        }
        add(ranges, from, to);
        return String.join(",", ranges);
    }

    private static void add(List<String> ranges, Integer from, Integer to) {
        if (from != null) {
            ranges.add(from.equals(to) ? from.toString() : from + "-" + to);
        }
    }
}
