package dev.devledger.adapters.sandbox;

import static dev.devledger.adapters.sandbox.PageHtml.button;
import static dev.devledger.adapters.sandbox.PageHtml.cardPath;
import static dev.devledger.adapters.sandbox.PageHtml.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One card, to be looked at and edited. */
record CardHtml(String csrf) {
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
                <label>Tags<input name="tags" value="%s" placeholder="separated by spaces" autocomplete="off"></label>
                <button class="primary">Save</button>
                </form>
                <form id="act" method="post">%s<input type="hidden" name="back" value="card"></form>
                %s
                %s%s
                <div class="actions">%s</div>
                </main>
                """.formatted(
                        card.listId(),
                        cardPath(card.id()),
                        csrf,
                        was(form),
                        text(form.title()),
                        text(form.note()),
                        text(form.day()),
                        text(form.time()),
                        priorities(card.priority()),
                        text(form.tags()),
                        csrf,
                        BoardHtml.items(card),
                        adding(card, "items", "Add a checklist item"),
                        card.isOpen() ? adding(card, "cards", "Add a subtask") : "",
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
