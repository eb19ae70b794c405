package dev.devledger.adapters.services.clickup.json;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A status of a list. Its name is the list's own; what it means its type says. */
public record Status(String name, Type type) {

    public enum Type {
        OPEN,
        CUSTOM,
        DONE,
        CLOSED;

        boolean ends() {
            return this == DONE || this == CLOSED;
        }
    }

    static Status read(JsonNode status) {
        String name = Wire.given(status, "status");
        if (name == null) {
            throw new Unreadable("a status of ClickUp has no name");
        }
        String type = Wire.text(status, "type");
        return new Status(
                name,
                switch (type == null ? "" : type.toLowerCase(Locale.ROOT)) {
                    case "open" -> Type.OPEN;
                    case "custom", "unstarted" -> Type.CUSTOM;
                    case "done" -> Type.DONE;
                    case "closed" -> Type.CLOSED;
                    default -> throw new Unreadable("a status of ClickUp has the unknown type " + type);
                });
    }

    /** Those of a list. */
    public static List<Status> all(JsonNode list) {
        List<Status> all = new ArrayList<>();
        Wire.all(list, "statuses").forEach(each -> all.add(read(each)));
        if (all.isEmpty()) {
            throw new Unreadable("a list of ClickUp has no statuses");
        }
        return all;
    }

    boolean isCalled(String other) {
        return name.equalsIgnoreCase(other.strip());
    }

    /** How a task stands in which of these; empty where the list has no such stage. */
    public static Optional<Status> of(
            List<Status> all, RemoteStatus status, @Nullable String stage, Surroundings around) {
        return switch (status) {
            case OPEN, PLANNED, PAUSED, BLOCKED -> open(all, stage);
            case COMPLETED -> closing(all, around);
            case ABANDONED ->
                all.stream()
                        .filter(each -> each.type().ends() && around.isAbandoned(each.name()))
                        .findFirst()
                        .or(() -> closing(all, around));
        };
    }

    private static Optional<Status> open(List<Status> all, @Nullable String stage) {
        return all.stream()
                .filter(each ->
                        stage == null ? each.type() == Type.OPEN : !each.type().ends() && each.isCalled(stage))
                .findFirst();
    }

    /** The one of type closed, unless it says that a task was given up and another one ends it. */
    private static Optional<Status> closing(List<Status> all, Surroundings around) {
        List<Status> ends = all.stream()
                .filter(each -> each.type().ends())
                .sorted((one, other) -> other.type().compareTo(one.type()))
                .toList();
        return ends.stream()
                .filter(each -> !around.isAbandoned(each.name()))
                .findFirst()
                .or(() -> ends.stream().findFirst());
    }

    /** Whether one of these says that a task was given up, so that no tag has to. */
    public static boolean saysAbandoned(List<Status> all, Surroundings around) {
        return all.stream().anyMatch(each -> each.type().ends() && around.isAbandoned(each.name()));
    }

    /** The names of those in which a task is open, for people. */
    public static String open(List<Status> all) {
        return String.join(
                ", ",
                all.stream()
                        .filter(each -> !each.type().ends())
                        .map(Status::name)
                        .toList());
    }
}
