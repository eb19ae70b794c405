package dev.devledger.adapters.sandbox.app;

import static dev.devledger.adapters.sandbox.common.PageHtml.button;
import static dev.devledger.adapters.sandbox.common.PageHtml.cardPath;
import static dev.devledger.adapters.sandbox.common.PageHtml.text;

import dev.devledger.adapters.sandbox.app.Choices.Choice;
import dev.devledger.adapters.sandbox.common.PageHtml;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One card, to be looked at and edited. */
record CardHtml(String csrf, Choices choices, String key, Wrong wrong) {
    static final int LONGEST = 500;

    private static final List<Choice> REPEATS = List.of(
            new Choice("", "Never"),
            new Choice("RRULE:FREQ=DAILY;INTERVAL=1", "Daily"),
            new Choice("RRULE:FREQ=WEEKLY;INTERVAL=1", "Weekly"),
            new Choice("RRULE:FREQ=MONTHLY;INTERVAL=1", "Monthly"),
            new Choice("RRULE:FREQ=YEARLY;INTERVAL=1", "Yearly"));
    private static final List<Choice> PRIORITIES = List.of(
            new Choice("0", "None"), new Choice("1", "Low"), new Choice("3", "Medium"), new Choice("5", "High"));

    String page(Card card) {
        return page(card, CardForm.of(card), CardForm.of(card));
    }

    /**
     * @param seen what the person saw, so that only what they changed is written
     * @param left what they made of it
     */
    String page(Card card, CardForm seen, CardForm left) {
        return PageHtml.page(card.title() + " – TickTick sandbox", """
                <main class="one">
                <p><a href="/sandbox/ticktick#list-%s">‹ All lists</a></p>
                <h1>Edit the card%s</h1>
                %s<form class="edit" method="post" action="%s">%s
                %s
                %s
                <label>Notes<textarea name="note" rows="6">
                %s</textarea></label>
                <div class="pair">
                %s
                %s
                <label>Priority<select name="priority">%s</select></label>
                </div>
                <div class="pair">
                %s
                %s
                %s
                </div>
                <label>Repeat<select name="repeat">%s</select></label>
                %s
                <button class="primary">Save changes</button>
                </form>
                <form id="act" method="post">%s<input type="hidden" name="back" value="card"></form>
                %s
                %s%s
                %s%s
                <div class="actions">%s</div>
                </main>
                """.formatted(
                card.listId(),
                key.isEmpty() ? "" : " <span>" + text(key) + " in Devledger</span>",
                wrong.told(""),
                cardPath(card.id()),
                csrf,
                was(seen),
                field(left, "title", "text", "Title"),
                text(left.field("note")),
                field(left, "day", "date", "Due day"),
                field(left, "time", "time", "Due time"),
                Choices.options(PRIORITIES, left.field("priority")),
                field(left, "startDay", "date", "Start day, if it is not the due day"),
                field(left, "startTime", "time", "Start time"),
                field(left, "zone", "text", "Time zone"),
                repeats(left.field("repeat")),
                field(left, "tags", "text", "Tags, separated by spaces"),
                csrf,
                items(card),
                adding(card, "items", "Add item", "Text of the new checklist item"),
                card.isOpen() ? adding(card, "cards", "Add subtask", "Title of the new subtask") : "",
                choosing(card, "move", "list", "List", "Move", choices.lists(), card.listId()),
                choosing(card, "parent", "parent", "Parent card", "Set parent", choices.parents(), card.parentId()),
                actions(card)));
    }

    private String field(CardForm form, String name, String type, String label) {
        return "<label>%s<input id=\"%s\" name=\"%s\" type=\"%s\"%s value=\"%s\"%s autocomplete=\"off\">%s</label>"
                .formatted(
                        label,
                        name,
                        name,
                        type,
                        name.equals("title") ? " required maxlength=\"" + LONGEST + "\"" : "",
                        wrong.value(name, form.field(name)),
                        wrong.marks(name),
                        wrong.told(name));
    }

    private static String was(CardForm form) {
        return form.fields().entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"was-%s\" value=\"%s\">"
                        .formatted(field.getKey(), text(field.getValue())))
                .collect(Collectors.joining("\n"));
    }

    /** A rule that is none of the plain ones stays as it is until another is chosen. */
    private static String repeats(String rule) {
        Stream<Choice> own = REPEATS.stream().anyMatch(plain -> plain.id().equals(rule))
                ? Stream.of()
                : Stream.of(new Choice(rule, rule));
        return Choices.options(Stream.concat(REPEATS.stream(), own).toList(), rule);
    }

    private String items(Card card) {
        return card.items().isEmpty()
                ? ""
                : card.items().stream()
                        .map(item -> item(card, item))
                        .collect(Collectors.joining("", "<ul class=\"items\">", "</ul>\n"));
    }

    private String item(Card card, JsonNode item) {
        String id = text(item.path("id").asString(""));
        String path = cardPath(card.id()) + "/items/" + id;
        String title = text(item.path("title").asString(""));
        boolean done = item.path("status").intValue() != 0;
        return """
                <li class="%s"><button class="tick" form="act" formaction="%s" aria-label="%s %s">%s</button>
                <form class="add" method="post" action="%s/title">%s%s
                <input id="item-%s" name="title" required maxlength="%d" value="%s" aria-label="Text of the checklist item"%s autocomplete="off">
                <button>Rename</button><button class="danger" formaction="%s/delete" formnovalidate>Remove</button>
                %s</form></li>
                """.formatted(
                        done ? "done" : "",
                        path,
                        done ? "Untick" : "Tick",
                        title,
                        done ? "✓" : "",
                        path,
                        csrf,
                        back("item-" + id),
                        id,
                        LONGEST,
                        wrong.isAt("item-" + id) ? text(wrong.typed()) : title,
                        wrong.marks("item-" + id),
                        path,
                        wrong.told("item-" + id));
    }

    /** To this page, and to this input where it is refused. */
    private static String back(String input) {
        return "<input type=\"hidden\" name=\"back\" value=\"card\"><input type=\"hidden\" name=\"from\" value=\"%s\">"
                .formatted(input);
    }

    private String choosing(
            Card card, String deed, String name, String label, String verb, List<Choice> from, String chosen) {
        return """
                <form class="choose" method="post" action="%s/%s">%s%s
                <label>%s<select id="%s" name="%s"%s>%s</select></label><button>%s</button>
                %s</form>
                """.formatted(
                        cardPath(card.id()),
                        deed,
                        csrf,
                        back(deed),
                        label,
                        deed,
                        name,
                        wrong.marks(deed),
                        Choices.options(from, chosen),
                        verb,
                        wrong.told(deed));
    }

    private String adding(Card card, String what, String verb, String label) {
        String id = "add-" + what;
        return """
                <form class="add" method="post" action="%s/%s">%s%s
                <input id="%s" name="title" required maxlength="%d" placeholder="%s" aria-label="%s" value="%s"%s autocomplete="off">
                <button>%s</button>
                %s</form>
                """.formatted(
                        cardPath(card.id()),
                        what,
                        csrf,
                        back(id),
                        id,
                        LONGEST,
                        label,
                        label,
                        wrong.value(id, ""),
                        wrong.marks(id),
                        verb,
                        wrong.told(id));
    }

    private String actions(Card card) {
        String path = cardPath(card.id());
        String finishing = card.isOpen()
                ? button(path + "/complete", csrf, "", "Complete") + button(path + "/abandon", csrf, "", "Won’t do")
                : button(path + "/reopen", csrf, "", "Reopen");
        return finishing + button(path + "/delete", csrf, "danger", "Delete card");
    }
}
