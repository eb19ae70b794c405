package dev.devledger.adapters.sandbox.app;

import dev.devledger.adapters.sandbox.common.PageHtml;

/**
 * An input that was refused, so that its form is shown again with what is wrong.
 *
 * @param input its id on the page; empty where no single one is to blame
 * @param typed what it held
 * @param message empty where nothing is wrong
 */
record Wrong(String input, String typed, String message) {
    static final Wrong NOTHING = new Wrong("", "", "");

    boolean isAt(String id) {
        return !message.isEmpty() && input.equals(id);
    }

    /** The attributes of the input. */
    String marks(String id) {
        return isAt(id) ? " aria-invalid=\"true\" aria-describedby=\"wrong\"" : "";
    }

    /** What the input shows, as HTML. */
    String value(String id, String otherwise) {
        return PageHtml.text(isAt(id) ? typed : otherwise);
    }

    /** To stand beside the input. */
    String told(String id) {
        return isAt(id) ? "<p class=\"wrong\" id=\"wrong\" role=\"alert\">" + PageHtml.text(message) + "</p>\n" : "";
    }
}
