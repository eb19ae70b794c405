package dev.devledger.adapters.sandbox;

import static dev.devledger.adapters.sandbox.PageHtml.button;
import static dev.devledger.adapters.sandbox.PageHtml.cardPath;
import static dev.devledger.adapters.sandbox.PageHtml.text;

import dev.devledger.adapters.sandbox.Choices.Choice;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One card, to be looked at and edited. */
record CardHtml(String csrf, Choices choices) {
    private static final List<Choice> REPEATS = List.of(
            new Choice("", "Never"),
            new Choice("RRULE:FREQ=DAILY;INTERVAL=1", "Daily"),
            new Choice("RRULE:FREQ=WEEKLY;INTERVAL=1", "Weekly"),
            new Choice("RRULE:FREQ=MONTHLY;INTERVAL=1", "Monthly"),
            new Choice("RRULE:FREQ=YEARLY;INTERVAL=1", "Yearly"));
    private static final Map<Integer, String> PRIORITIES = Map.of(0, "None", 1, "Low", 3, "Medium", 5, "High");

    String page(Card card) {
        CardForm form = CardForm.of(card);
        return PageHtml.page(card.title(), """
                <main class="one">
                <p><a href="/sandbox/ticktick#list-%s">‹ All lists</a></p>
                <form class="edit" method="post" action="%s">%s
                %s
                <label>Title<input name="title" required maxlength="500" value="%s" autocomplete="off"></label>
                <label>Notes<textarea name="note" rows="6">
                %s</textarea></label>
                <div class="pair">
                <label>Due day<input type="date" name="day" value="%s"></label>
                <label>at<input type="time" name="time" value="%s"></label>
                <label>Priority<select name="priority">%s</select></label>
                </div>
                <div class="pair">
                <label>Start day, if another<input type="date" name="startDay" value="%s"></label>
                <label>at<input type="time" name="startTime" value="%s"></label>
                <label>Time zone<input name="zone" value="%s" autocomplete="off"></label>
                </div>
                <label>Repeat<select name="repeat">%s</select></label>
                <label>Tags<input name="tags" value="%s" placeholder="separated by spaces" autocomplete="off"></label>
                <button class="primary">Save</button>
                </form>
                <form id="act" method="post">%s<input type="hidden" name="back" value="card"></form>
                %s
                %s%s
                %s%s
                <div class="actions">%s</div>
                </main>
                """.formatted(
                        card.listId(),
                        cardPath(card.id()),
                        csrf,
                        was(form),
                        text(form.field("title")),
                        text(form.field("note")),
                        text(form.field("day")),
                        text(form.field("time")),
                        priorities(card.priority()),
                        text(form.field("startDay")),
                        text(form.field("startTime")),
                        text(form.field("zone")),
                        repeats(card.repeat()),
                        text(form.field("tags")),
                        csrf,
                        items(card),
                        adding(card, "items", "Add a checklist item"),
                        card.isOpen() ? adding(card, "cards", "Add a subtask") : "",
                        choosing(card, "move", "list", "In the list", choices.lists(), card.listId()),
                        choosing(card, "parent", "parent", "Below", choices.parents(), card.parentId()),
                        actions(card)));
    }

    /** What the person saw, so that only what they changed is written. */
    private static String was(CardForm form) {
        return form.fields().entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"was-%s\" value=\"%s\">"
                        .formatted(field.getKey(), text(field.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String priorities(int chosen) {
        return List.of(0, 1, 3, 5).stream()
                .map(value -> "<option value=\"%d\"%s>%s</option>"
                        .formatted(value, value == chosen ? " selected" : "", PRIORITIES.get(value)))
                .collect(Collectors.joining());
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
        String path = cardPath(card.id()) + "/items/" + text(item.path("id").asString(""));
        String title = text(item.path("title").asString(""));
        boolean done = item.path("status").intValue() != 0;
        return """
                <li class="%s"><button class="tick" form="act" formaction="%s" aria-label="%s %s">%s</button>
                <form class="add" method="post" action="%s/title">%s<input type="hidden" name="back" value="card">
                <input name="title" required maxlength="500" value="%s" aria-label="Checklist item" autocomplete="off">
                <button>Save</button><button class="danger" formaction="%s/delete" formnovalidate>Remove</button></form></li>
                """.formatted(
                done ? "done" : "", path, done ? "Untick" : "Tick", title, done ? "✓" : "", path, csrf, title, path);
    }

    private String choosing(Card card, String deed, String name, String words, List<Choice> from, String chosen) {
        return """
                <form class="add" method="post" action="%s/%s">%s<input type="hidden" name="back" value="card">
                <select name="%s" aria-label="%s">%s</select><button>%s</button></form>
                """.formatted(cardPath(card.id()), deed, csrf, name, words, Choices.options(from, chosen), words);
    }

    private String adding(Card card, String what, String words) {
        return """
                <form class="add" method="post" action="%s/%s">%s<input type="hidden" name="back" value="card">
                <input id="add-%s" name="title" required maxlength="500" placeholder="%s" aria-label="%s" autocomplete="off">
                <button>Add</button></form>
                """.formatted(cardPath(card.id()), what, csrf, what, words, words);
    }

    private String actions(Card card) {
        String path = cardPath(card.id());
        String finishing = card.isOpen()
                ? button(path + "/complete", csrf, "", "Complete") + button(path + "/abandon", csrf, "", "Won’t do")
                : button(path + "/reopen", csrf, "", "Reopen");
        return finishing + button(path + "/delete", csrf, "danger", "Delete");
    }
}
