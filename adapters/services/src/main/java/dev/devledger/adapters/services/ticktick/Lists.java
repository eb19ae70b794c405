package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.TickTickRemoteTasks.RemoteAnswers.answer;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.ticktick.OpenTasks.ReadCursor;
import dev.devledger.adapters.services.ticktick.TickTickRemoteTasks.RemoteAnswers;
import dev.devledger.adapters.services.ticktick.client.Outcome;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.TickTickApi;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.UnshownParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the lists of the account, which TickTick's API calls projects. The inbox is not one of them. */
record Lists(TickTickClient client) {
    /**
     * The permissions that forbid writes in a list that another user shares with the account; the account's own lists
     * have no permission.
     */
    private static final Set<String> READ_ONLY = Set.of("read", "comment");

    /** A position in the lists: the offset of the page, and the id of the first list of the page before. */
    private record Start(int offset, String before) {
        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) (.*)");

        static @Nullable Start of(@Nullable String cursor) {
            Matcher written = WRITTEN.matcher(Objects.requireNonNullElse(cursor, "0 "));
            return written.matches() ? new Start(Integer.parseInt(written.group(1)), written.group(2)) : null;
        }

        /**
         * Continues after a full page. If the page begins with the same list as the page before, TickTick ignores the
         * offset, and the result is unknown.
         */
        RemoteAnswer<RemotePage<List<RemoteList>>> page(List<RemoteList> lists) {
            if (lists.size() < ReadCursor.PAGE) {
                return new Ok<>(RemotePage.whole(lists));
            }
            String first = lists.getFirst().id();
            return first.equals(before)
                    ? new Unknown<>("TickTick returned only the first " + offset + " lists, and not the others")
                    : new Ok<>(new RemotePage<>(lists, (offset + lists.size()) + " " + first));
        }
    }

    RemoteAnswer<RemotePage<List<RemoteList>>> page(@Nullable String cursor) {
        Start start = Start.of(cursor);
        return start == null
                ? RemoteAnswers.unknownCursor()
                : answer(client.read(TickTickApi.projects(start.offset(), ReadCursor.PAGE)), Lists::rows)
                        .flatMap(start::page);
    }

    private static List<RemoteList> rows(String body) {
        List<RemoteList> lists = new ArrayList<>();
        for (Wire.@Nullable Project project : Wire.JSON.readValue(body, Wire.Project[].class)) {
            lists.add(read(project));
        }
        return lists;
    }

    /** True if the account may write in the list. */
    RemoteAnswer<Boolean> isWritable(String list) {
        @Nullable String next = null;
        do {
            RemoteAnswer<RemotePage<List<RemoteList>>> answer = page(next);
            if (!(answer instanceof Ok<RemotePage<List<RemoteList>>>(var page))) {
                return answer.failed();
            }
            if (page.rows().stream().anyMatch(each -> each.id().equals(list) && each.writable())) {
                return new Ok<>(true);
            }
            next = page.next();
        } while (next != null);
        return new Ok<>(false);
    }

    /** Makes a list. TickTick cuts its name after 64 characters. */
    RemoteAnswer<RemoteList> create(String name) {
        return answer(write(TickTickApi.createProject(), name), Lists::read);
    }

    RemoteAnswer<RemoteList> rename(String list, String name) {
        return answer(write(TickTickApi.updateProject(list), name), body -> {
            RemoteList renamed = read(body);
            if (!renamed.id().equals(list)) {
                throw new UnreadableAnswer("TickTick returned a different list");
            }
            return renamed;
        });
    }

    private Outcome write(Endpoint endpoint, String name) {
        return client.write(
                endpoint, Wire.JSON.createObjectNode().put("name", name).toString());
    }

    /** Deletes a list and its tasks. */
    RemoteAnswer<Done> delete(String list) {
        return RemoteAnswers.done(client.write(TickTickApi.deleteProject(list)));
    }

    private static RemoteList read(String body) {
        return read(Wire.JSON.readValue(body, Wire.Project.class));
    }

    private static RemoteList read(Wire.@Nullable Project project) {
        if (project == null || project.id() == null || project.id().isBlank()) {
            throw new UnreadableAnswer("a list of TickTick has no id");
        }
        boolean closed = Boolean.TRUE.equals(project.closed());
        boolean writable = !closed && !READ_ONLY.contains(Objects.requireNonNullElse(project.permission(), ""));
        Set<Field> unshown = project.name() == null ? Set.of(Field.TITLE) : Set.of();
        return new RemoteList(
                project.id(),
                CanonicalContent.list(Objects.requireNonNullElse(project.name(), "")),
                writable,
                new UnshownParts(unshown, Set.of(), Set.of(), List.of()));
    }
}
