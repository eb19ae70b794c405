package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Phone;
import dev.devledger.application.sync.simulation.Testimony.Side;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A person with the app, who knows nothing of the ledger. */
final class PhoneUser {
    /** Whoever looks up from below in a circle comes to an end, so that it can be told. */
    private static final int FOLLOWED = 100;

    private static final List<Trait> SPECIAL = List.of(
            Trait.BLEEDING,
            Trait.NOTES,
            Trait.COMMENTS,
            Trait.DEPENDENCIES,
            Trait.RECURRING,
            Trait.DUPLICATES,
            Trait.ARCHIVED_LISTS,
            Trait.EMPTY_ARCHIVES,
            Trait.LOST_LISTS,
            Trait.MASS_DELETES);

    private static final List<String> STAGES = List.of("to do", "doing", "in review");

    private final MemoryRemote remote;
    private final Phone phone;
    private final Random random;
    private final Testimony testimony;
    private final Set<Trait> traits;
    private final boolean tagsMany;
    private final OddValues odd;

    /** {@code tagsMany} where no service takes a request for each tag. */
    PhoneUser(
            MemoryRemote remote, Phone phone, Random random, Testimony testimony, Set<Trait> traits, boolean tagsMany) {
        this.tagsMany = tagsMany;
        this.remote = remote;
        this.phone = phone;
        this.random = random;
        this.testimony = testimony;
        this.traits = traits;
        this.odd = new OddValues(remote, phone, random, testimony);
    }

    /** Draws the next acts from these numbers. */
    void turn(long numbers) {
        random.setSeed(numbers);
    }

    String act() {
        Card card = any(shown());
        RemoteList list = any(remote.allLists());
        if (list == null) {
            return "has no list";
        }
        int what = random.nextInt(100);
        if (card == null || what < 8) {
            return add(list, null);
        }
        Trait trait = any(SPECIAL.stream().filter(traits::contains).toList());
        if (trait != null && random.nextInt(8) == 0) {
            return special(trait, card, list);
        }
        if (card.content.status() != RemoteStatus.OPEN) {
            return finished(card); // no list shows it for long, so what is edited in it nobody would see
        }
        if (traits.contains(Trait.ODD_VALUES) && random.nextInt(6) == 0) {
            return odd.write(card, list);
        }
        return switch (what / 4) {
            case 2, 3, 4 -> add(list, card);
            case 5, 6, 7, 8, 9 -> title(card);
            case 10, 11, 12 -> text(card);
            case 13, 14 -> tag(card);
            case 15 -> simple(card);
            case 16, 17, 18 -> status(card);
            case 19, 20 -> move(card, list);
            case 21 -> delete(card);
            case 22 -> restore();
            case 23 -> renameList(list);
            default -> checklist(card);
        };
    }

    private String checklist(Card card) {
        int size = card.items().size();
        if (size == 0 || random.nextBoolean()) {
            phone.check(card, testimony.word(), random.nextBoolean());
            return "adds to the checklist of " + name(card);
        }
        int at = random.nextInt(size);
        if (random.nextBoolean()) {
            phone.renameItem(card, at, testimony.word());
        }
        phone.moveItem(card, at, random.nextInt(size));
        return "renames or moves item " + at + " of " + name(card);
    }

    private String special(Trait trait, Card card, RemoteList list) {
        return switch (trait) {
            case BLEEDING -> delete(card);
            case NOTES -> {
                phone.note(card, testimony.word());
                yield "notes something on " + name(card);
            }
            case COMMENTS -> says(card);
            case DEPENDENCIES -> depends(card);
            case RECURRING -> {
                if (card.content.status() != RemoteStatus.OPEN) {
                    yield "looks at " + name(card); // nobody would see its date either
                }
                phone.repeat(card);
                yield "lets " + name(card) + " come again each day";
            }
            case DUPLICATES -> duplicate(card, list);
            case LOST_LISTS -> deleteList(list);
            case MASS_DELETES -> deleteMany(list);
            default -> archive(trait, list);
        };
    }

    private String says(Card any) {
        Card card = talkedAbout().orElse(any);
        StringBuilder told = new StringBuilder("says ");
        for (int left = 1 + random.nextInt(5); left > 0; left--) {
            String word = testimony.word();
            phone.say(card, word);
            told.append(word).append(' ');
        }
        return told + "about " + name(card);
    }

    /** One of the first ones: about many tasks people would say little at a time. */
    private Optional<Card> talkedAbout() {
        List<Card> first = shown().stream().limit(3).toList();
        return Optional.ofNullable(any(first));
    }

    private String depends(Card any) {
        List<Card> waiting =
                shown().stream().filter(each -> !waitedFor(each).isEmpty()).toList();
        boolean again = random.nextBoolean() && !waiting.isEmpty();
        Card card = again
                ? waiting.get(random.nextInt(waiting.size()))
                : talkedAbout().orElse(any);
        Card other = any(again ? waitedFor(card) : shown());
        if (other == null || other == card || phone.waitsFor(/* card= */ other, /* other= */ card)) {
            return "looks at " + name(card);
        }
        phone.dependsOn(card, other);
        testimony.depends(card.id, other.id, card.content.blockedBy().contains(other.id));
        return "lets " + name(card) + " wait for " + name(other) + " or not";
    }

    private List<Card> waitedFor(Card card) {
        return shown().stream()
                .filter(other -> card.content.blockedBy().contains(other.id))
                .toList();
    }

    private String duplicate(Card card, RemoteList list) {
        if (random.nextInt(3) == 0) {
            phone.duplicateList(list.id(), testimony.word());
            return "duplicates the list " + list.name();
        }
        phone.duplicate(card);
        return "duplicates " + name(card);
    }

    private String deleteList(RemoteList list) {
        if (random.nextInt(3) > 0) {
            return "looks at the list " + list.name();
        }
        phone.deleteList(list.id());
        return "deletes the list " + list.name();
    }

    /** Deletes all but a few of the tasks in the list. */
    private String deleteMany(RemoteList list) {
        if (random.nextInt(3) > 0) {
            return "looks at all of the list " + list.name();
        }
        List<Card> many = shown().stream()
                .filter(card -> card.list.equals(list.id()) && random.nextInt(4) > 0)
                .toList();
        many.forEach(phone::delete);
        return "deletes " + many.size() + " at once of the list " + list.name();
    }

    private String archive(Trait trait, RemoteList list) {
        if (!list.writable()) {
            remote.unarchive(list.id());
            return "opens the list " + list.name();
        }
        remote.archive(list.id(), trait == Trait.ARCHIVED_LISTS);
        return "closes the list " + list.name();
    }

    private <T> @Nullable T any(List<T> all) {
        return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
    }

    /** With what the sync has made and does not know of yet: that is found whatever becomes of it, or asked about. */
    private List<Card> shown() {
        return remote.live();
    }

    private String finished(Card card) {
        if (random.nextBoolean()) {
            return "looks at " + name(card);
        }
        phone.reopen(card);
        return "reopens " + name(card);
    }

    private static String name(Card card) {
        return card.content.title();
    }

    private String add(RemoteList list, @Nullable Card parent) {
        String title = testimony.word();
        testimony.saw(Field.TITLE, Side.THERE, null, title);
        if (parent == null || !remote.takes(parent.id, null)) {
            phone.add(list.id(), title);
            return "adds " + title + " to " + list.name();
        }
        phone.addBelow(parent, title);
        return "adds " + title + " below " + name(parent);
    }

    private String title(Card card) {
        String before = name(card);
        String word = perhapsLong(testimony.word());
        testimony.saw(Field.TITLE, Side.THERE, seen(card, Field.TITLE), word);
        phone.rename(card, word);
        return "renames " + before + " to " + word;
    }

    /** More than the ledger has room for, now and then; by the word alone, so that all else goes as without it. */
    private static String perhapsLong(String word) {
        return word.endsWith("3") ? word + "-" + "long".repeat(Violations.TITLE / 4) : word;
    }

    private String text(Card card) {
        if (!remote.nature().holds(Field.DESCRIPTION)) {
            return "finds no place for a text in " + name(card);
        }
        String before = card.content.description();
        String word = testimony.word();
        String after = before.isEmpty() || random.nextInt(3) == 0 ? word : word + "\nsame\nsame\n" + before;
        testimony.saw(Field.DESCRIPTION, Side.THERE, seen(card, Field.DESCRIPTION), after);
        phone.describe(card, after);
        return "writes " + word + " into the text of " + name(card);
    }

    private String tag(Card card) {
        String before = seen(card, Field.TAGS);
        if (!card.content.tags().isEmpty() && random.nextInt(3) == 0) {
            phone.untag(card, card.content.tags().first());
        } else {
            String word = testimony.word();
            phone.tag(card, word);
            for (int i = 0; tagsMany && word.endsWith("7") && i < Violations.TAGS; i++) {
                phone.tag(card, "a%02d".formatted(i)); // with those the ledger has room for no other
            }
        }
        testimony.saw(Field.TAGS, Side.THERE, before, card.content.tags().toString());
        return "tags " + name(card) + " " + card.content.tags();
    }

    /**
     * What stands in that field, and what was written into it while it was deleted, and answered as done: that is not there
     * once it is restored. Whoever then writes something else in its place has not seen it, and nobody can tell
     * (docs/sync-design.md, section 9, I2: the window of a write).
     */
    static String seen(Card card, Field field) {
        Function<CanonicalContent, String> words =
                switch (field) {
                    case TITLE -> CanonicalContent::title;
                    case DESCRIPTION -> CanonicalContent::description;
                    default -> each -> each.tags().toString();
                };
        return Stream.concat(Stream.of(card.content), card.claimed.stream())
                .map(words)
                .collect(Collectors.joining(" "));
    }

    private String simple(Card card) {
        if (remote.nature().holds(Field.STAGE) && random.nextBoolean()) {
            phone.stage(card, STAGES.get(random.nextInt(STAGES.size())), 15 * (1 + random.nextInt(4)));
            return "moves " + name(card) + " to " + card.content.stage();
        }
        if (random.nextBoolean()) {
            phone.prioritise(card, List.of(Priority.values()).get(random.nextInt(Priority.values().length)));
            return "gives " + name(card) + " a priority";
        }
        int days = random.nextInt(20);
        When day = new When.Day(LocalDate.parse("2026-05-01").plusDays(days));
        if (days % 2 == 1 && remote.nature().words().starts() == ContentTranslator.StartDateSupport.OWN) {
            phone.start(card, day);
            return "gives " + name(card) + " a start";
        }
        phone.due(card, day);
        return "gives " + name(card) + " a date";
    }

    private String status(Card card) {
        switch (random.nextInt(3)) {
            case 0 -> phone.complete(card);
            case 1 -> phone.abandon(card);
            default -> phone.reopen(card);
        }
        return "sets " + name(card) + " " + card.content.status();
    }

    private String move(Card card, RemoteList list) {
        Card to = any(shown());
        if (to != null && random.nextInt(3) > 0 && !isBelow(to, card) && remote.takes(to.id, card)) {
            phone.moveBelow(card, to);
            return "moves " + name(card) + " below " + name(to);
        }
        phone.move(card, list.id());
        return "moves " + name(card) + " to the top of " + list.name();
    }

    private boolean isBelow(Card card, Card above) {
        int depth = 0;
        for (Card each = card; each != null && depth++ < FOLLOWED; ) {
            if (each == above) {
                return true;
            }
            String parent = each.content.parent();
            each = parent == null ? null : remote.byId(parent).orElse(null);
        }
        return false;
    }

    private String delete(Card card) {
        phone.delete(card);
        return "deletes " + name(card);
    }

    private String restore() {
        Card gone = any(remote.thrownAway());
        if (gone == null) {
            return "has an empty trash";
        }
        phone.restore(gone);
        return "restores " + name(gone);
    }

    private String renameList(RemoteList list) {
        if (list.name().equals(World.LIST)) {
            RemoteList other = remote.addList(testimony.word());
            return "adds a list " + other.name();
        }
        String word = testimony.word();
        testimony.saw(Field.TITLE, Side.THERE, list.name(), word);
        remote.rename(list.id(), word);
        return "renames the list " + list.name() + " to " + word;
    }
}
