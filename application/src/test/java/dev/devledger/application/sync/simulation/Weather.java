package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes on for longer than a call: minutes or hours of the same trouble. */
final class Weather {
    private static final int CHANGES = 12;
    private static final int POISONOUS = 9;

    /** What is asked for in one way is answered in one. */
    private static final List<Set<Call>> ASKED = List.of(
            EnumSet.of(Call.LISTS),
            EnumSet.of(Call.OPEN_TASKS),
            EnumSet.of(Call.FIND_ANYWHERE, Call.SEARCH_OPEN, Call.SEARCH_ALL, Call.EVERYWHERE),
            EnumSet.of(Call.FINISHED_TASKS),
            EnumSet.of(Call.FIND),
            EnumSet.of(Call.CHANGES),
            EnumSet.of(Call.COMMENTS));

    private final World world;
    private final Random random;
    private final Set<Trait> traits;
    private boolean full;
    private boolean leavesOut;
    private boolean tellsNothing;
    private boolean wrong;
    private boolean answersNothing;

    Weather(World world, Random random, Set<Trait> traits) {
        this.world = world;
        this.random = random;
        this.traits = traits;
        if (traits.contains(Trait.POISON)) {
            world.remote.poison(Weather::isPoison);
        }
    }

    /** One word in some of which people write: whatever is called so cannot be written there. */
    private static boolean isPoison(CanonicalContent content) {
        String number = content.title().replaceAll("[^0-9]", "");
        return !number.isEmpty() && Integer.parseInt(number) % POISONOUS == 4;
    }

    /** What changes now, by these numbers. */
    List<String> turn(long numbers) {
        random.setSeed(numbers);
        List<String> told = new ArrayList<>();
        for (Trait trait :
                List.of(Trait.QUOTA, Trait.LEFT_OUT, Trait.NO_CONTENT, Trait.CLOCK_JUMPS, Trait.EMPTY_ANSWERS)) {
            if (traits.contains(trait) && random.nextInt(CHANGES) == 0) {
                told.add(change(trait));
            }
        }
        return told;
    }

    private String change(Trait trait) {
        return switch (trait) {
            case QUOTA -> {
                full = !full;
                world.remote.full(full);
                yield full ? "the account is full" : "the account takes more";
            }
            case LEFT_OUT -> {
                leavesOut = !leavesOut;
                List<String> out = leavesOut ? some() : List.of();
                world.remote.leaveOut(out);
                yield "lists leave out " + out;
            }
            case NO_CONTENT -> {
                tellsNothing = !tellsNothing;
                List<String> mute = tellsNothing ? lists() : List.of();
                world.remote.withoutContent(mute);
                yield "nothing is told of what is in " + mute;
            }
            case EMPTY_ANSWERS -> {
                answersNothing = !answersNothing;
                Set<Call> empty = answersNothing ? asked() : Set.of();
                world.remote.answersNothing(empty);
                yield "is answered with nothing: " + empty;
            }
            default -> {
                wrong = !wrong;
                Duration ahead = wrong ? Duration.ofMinutes(1L + random.nextInt(3 * 24 * 60)) : Duration.ZERO;
                // How long ago anything was nobody can tell then: what is under way comes to pass before.
                world.shared.worlds().forEach(each -> each.remote.catchUp());
                world.wall.ahead(ahead);
                yield "the clock is ahead by " + ahead;
            }
        };
    }

    private List<String> some() {
        return world.remote.live().stream()
                .filter(card -> random.nextInt(4) == 0)
                .map(card -> card.id)
                .toList();
    }

    private Set<Call> asked() {
        return ASKED.stream()
                .filter(each -> random.nextBoolean())
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Call.class)));
    }

    private List<String> lists() {
        return world.remote.allLists().stream()
                .filter(list -> random.nextBoolean())
                .map(RemoteList::id)
                .toList();
    }

    /** All but what no time ends. */
    void clears() {
        world.remote.leaveOut(List.of());
        world.remote.withoutContent(List.of());
        world.remote.answersNothing(Set.of());
        world.wall.ahead(Duration.ZERO);
        List.copyOf(world.remote.archived()).forEach(world.remote::unarchive);
        world.remote.everything().forEach(card -> card.unreadable = null);
    }

    /** That as well. */
    void isOver() {
        world.remote.full(false);
        world.remote.poison(content -> false);
    }
}
