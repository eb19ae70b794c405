package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.kernel.NotDone;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a field of ClickUp takes. What looks like it is turned into it, as ClickUp ignores much of it without a word. */
enum FieldKind {
    TEXT {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            if (sent.isString() && !sent.stringValue().isBlank()) {
                return sent;
            }
            throw NotDone.invalid(field, "must be a text that is not blank");
        }
    },
    /** An empty text changes nothing there; a space clears it. */
    LONG_TEXT {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            if (sent.isNull() || (sent.isString() && sent.stringValue().isEmpty())) {
                return JSON.stringNode(" ");
            }
            if (sent.isString()) {
                return sent;
            }
            throw NotDone.invalid(field, "must be a text, or null to clear it");
        }
    },
    NUMBER {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            if (sent.isNull() || sent.isNumber()) {
                return sent;
            }
            if (sent.isString() && DIGITS.matcher(sent.stringValue()).matches()) {
                return JSON.numberNode(Long.parseLong(sent.stringValue()));
            }
            throw NotDone.invalid(field, "must be a number, or null to clear it");
        }
    },
    INSTANT {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            if (sent.isString() && !DIGITS.matcher(sent.stringValue()).matches()) {
                return JSON.numberNode(millis(field, sent.stringValue()));
            }
            return NUMBER.wire(field, sent);
        }

        private static long millis(String field, String text) {
            try {
                return OffsetDateTime.parse(text).toInstant().toEpochMilli();
            } catch (DateTimeException | ArithmeticException unreadable) {
                throw NotDone.invalid(
                        field, "must be an instant: milliseconds since 1970, or such as 2026-03-31T09:00:00Z");
            }
        }
    },
    PRIORITY {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            if (sent.isNull()) {
                return sent;
            }
            int place = PRIORITIES.indexOf(sent.asString("").toLowerCase(Locale.ROOT));
            int number = place >= 0 ? place + 1 : sent.isObject() ? 0 : sent.asInt(0);
            if (number < 1 || number > PRIORITIES.size()) {
                throw NotDone.invalid(field, "must be 1 (urgent), 2 (high), 3 (normal), 4 (low) or null (none)");
            }
            return JSON.numberNode(number);
        }
    },
    FLAG {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            if (sent.isBoolean()) {
                return sent;
            }
            throw NotDone.invalid(field, "must be true or false");
        }
    },
    /** All of them, or who is added and who is removed. */
    PEOPLE {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            if (!(sent instanceof ObjectNode change)) {
                return PERSON_IDS.wire(field, sent);
            }
            ObjectNode wire = JSON.objectNode();
            wire.set("add", PERSON_IDS.wire(field + ".add", change.path("add")));
            wire.set(
                    "rem",
                    PERSON_IDS.wire(field + ".rem", change.has("rem") ? change.path("rem") : change.path("remove")));
            return wire;
        }
    },
    /** As texts they are ignored there. */
    PERSON_IDS {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            ArrayNode ids = JSON.arrayNode();
            if (!sent.isMissingNode() && !sent.isNull()) {
                array(field, sent).forEach(id -> ids.add(personId(field, id)));
            }
            return ids;
        }

        private static long personId(String field, JsonNode id) {
            boolean isWhole = id.isIntegralNumber() || id.isString();
            if (isWhole && DIGITS.matcher(id.asString()).matches()) {
                return Long.parseLong(id.asString());
            }
            throw NotDone.invalid(field, "must be a list of ClickUp's user ids, which are whole numbers");
        }
    },
    TAGS {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            if (sent.isNull()) {
                return JSON.arrayNode();
            }
            array(field, sent).forEach(tag -> TEXT.wire(field, tag));
            return sent;
        }
    },
    CUSTOM_FIELDS {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            array(field, sent).forEach(each -> {
                if (each.path("id").asString("").isBlank() || !each.has("value")) {
                    throw NotDone.invalid(field, "must be a list of {id, value}; value null clears");
                }
            });
            return sent;
        }
    },
    /** Null changes nothing there; a word that is in no documentation detaches. */
    PARENT {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            return sent.isNull() ? JSON.stringNode("none") : TEXT.wire(field, sent);
        }
    },
    ANY {
        @Override
        JsonNode wire(String field, JsonNode sent) {
            return sent;
        }
    };

    static final List<String> PRIORITIES = List.of("urgent", "high", "normal", "low");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    /** @throws NotDone where it cannot be what the field takes */
    abstract JsonNode wire(String field, JsonNode sent);

    private static ArrayNode array(String field, JsonNode sent) {
        if (sent instanceof ArrayNode array) {
            return array;
        }
        throw NotDone.invalid(field, "must be a list");
    }
}
