package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Phone;
import dev.devledger.application.sync.simulation.Testimony.Side;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What the service takes of somebody with the app, and the ledger has no room for. */
record OddValues(MemoryRemote remote, Phone phone, Random random, Testimony testimony) {
    private static final List<Field> FIELDS = List.of(
            Field.TITLE, Field.DESCRIPTION, Field.TAGS, Field.DATES, Field.CHECKLIST, Field.STAGE, Field.ESTIMATE);

    private static final String LINE = "x".repeat(9_999);
    private static final int MINUTES_OVER = Violations.MINUTES + 1;

    /** Of that one, of one that is new, or of the list. */
    String write(Card card, RemoteList list) {
        return switch (random.nextInt(8)) {
            case 0 -> renames(list);
            case 1, 2 -> {
                String title = testimony.word();
                testimony.saw(Field.TITLE, Side.THERE, null, title);
                Card made = phone.add(list.id(), title);
                yield "adds " + title + ", and " + writes(made);
            }
            default -> writes(card);
        };
    }

    private String renames(RemoteList list) {
        if (list.name().equals(World.LIST)) {
            return "looks at the card list";
        }
        String name = title();
        testimony.saw(Field.TITLE, Side.THERE, list.name(), name);
        remote.rename(list.id(), name);
        return "renames the list " + list.name() + " to " + shown(name);
    }

    private String writes(Card card) {
        List<Field> there = FIELDS.stream().filter(remote.nature()::holds).toList();
        Field field = there.get(random.nextInt(there.size()));
        String before = card.content.title();
        switch (field) {
            case TITLE -> {
                String title = title();
                testimony.saw(Field.TITLE, Side.THERE, PhoneUser.seen(card, field), title);
                phone.rename(card, title);
            }
            case DESCRIPTION -> {
                String text = text();
                testimony.saw(Field.DESCRIPTION, Side.THERE, PhoneUser.seen(card, field), text);
                phone.describe(card, text);
            }
            case TAGS -> {
                String seen = PhoneUser.seen(card, field);
                phone.tag(card, tag());
                testimony.saw(Field.TAGS, Side.THERE, seen, card.content.tags().toString());
            }
            case DATES -> dates(card);
            case CHECKLIST -> checklist(card);
            case STAGE -> phone.stage(card, "s".repeat(Violations.STAGE) + testimony.word(), MINUTES_OVER);
            default -> phone.stage(card, "to do", random.nextBoolean() ? MINUTES_OVER : -5);
        }
        return "gives " + shown(before) + " an odd " + field;
    }

    private String title() {
        String word = testimony.word();
        return switch (random.nextInt(4)) {
            case 0 -> word + "\n" + testimony.word();
            case 1 -> word + "\u0007";
            case 2 -> " ".repeat(1 + random.nextInt(9));
            default -> word + "\n" + "long".repeat(Violations.TITLE / 4) + "\n" + testimony.word();
        };
    }

    /** What comes last has no room. */
    private String text() {
        String word = testimony.word();
        return switch (random.nextInt(3)) {
            case 0 -> word + "\n" + (LINE + "\n").repeat(Violations.DESCRIPTION / LINE.length()) + testimony.word();
            case 1 -> word + "\u0007";
            default -> word + "\n\u0000" + testimony.word() + "\nsame";
        };
    }

    private String tag() {
        String word = testimony.word();
        return switch (random.nextInt(3)) {
            case 0 -> word + "-" + "t".repeat(Violations.TAG);
            case 1 -> word + "\u0007";
            default -> word + "\n" + testimony.word();
        };
    }

    private void dates(Card card) {
        When early = new When.Day(LocalDate.of(List.of(1, 1753, 1899).get(random.nextInt(3)), 12, 30));
        When late = new When.Day(LocalDate.of(9999, 12, 31));
        boolean own = remote.nature().words().starts() == ContentTranslator.StartDateSupport.OWN;
        switch (random.nextInt(own ? 6 : 5)) {
            case 0, 1 -> phone.due(card, early);
            case 2 -> phone.dates(card, late, early);
            case 3 -> phone.dates(card, late, new When.Moment(Instant.parse("2026-05-01T09:00:00Z")));
            case 4 -> {
                boolean hasNear = card.content.title().length() % 2 == 0;
                phone.odd(
                        card,
                        hasNear ? new When.Day(LocalDate.of(2026, 2, 28)) : null,
                        hasNear ? "2026-02-30" : "tomorrow");
            }
            default -> phone.start(card, early);
        }
    }

    private void checklist(Card card) {
        String word = testimony.word();
        List<String> items = new ArrayList<>();
        switch (random.nextInt(3)) {
            case 0 -> IntStream.range(0, Violations.CHECKLIST + 5).forEach(i -> items.add(word + "-" + i));
            case 1 -> items.addAll(List.of(word + "\nmore", word + "\u0007", " "));
            default -> items.add(word + "-" + "long".repeat(Violations.TITLE));
        }
        phone.checkAll(card, items);
    }

    /** A line of the story. */
    private static String shown(String title) {
        String line = title.replaceAll("\\p{Cntrl}", "|");
        return line.length() < 60 ? line : line.substring(0, 60);
    }
}
