package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.ClickUpConnector;
import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Comments as the connector reads and writes them, over real HTTP. */
class CommentsOnSandboxTest extends OnClickUp {
    private static final ClickUpConnector CONNECTOR = ClickUpOnSandboxTest.connector();

    private final RemoteComments comments = CONNECTOR.comments().orElseThrow();

    private RemotePage<List<Comment>> page(RemoteRef task, @Nullable String cursor) {
        RemoteAnswer<RemotePage<List<Comment>>> answer = comments.page(task, cursor);
        assertThat(answer).isInstanceOf(RemoteAnswer.Ok.class);
        return ((RemoteAnswer.Ok<RemotePage<List<Comment>>>) answer).value();
    }

    @Test
    void who_said_what_and_when_and_whether_it_was_us() {
        RemoteRef task = new RemoteRef(list, task("T"));
        RemoteAnswer<String> id = comments.add(task, "it **works**");
        pass("PT1M");
        asUser(184).post("/task/" + task.id() + "/comment", "{'comment_text': 'looks fine'}");

        List<Comment> all = page(task, null).rows();

        assertThat(all).hasSize(2);
        assertThat(all.getFirst().text()).isEqualTo("looks fine");
        assertThat(all.getFirst().author()).isEqualTo("Ben");
        assertThat(all.getFirst().ours()).isFalse();
        assertThat(all.getLast())
                .isEqualTo(new Comment(
                        ((RemoteAnswer.Ok<String>) id).value(), "it **works**", "Ana", true, Instant.parse(NOON)));
    }

    @Test
    void what_is_not_shown_of_a_comment_is_no_empty_text_and_nobody_elses() {
        RemoteRef task = new RemoteRef(list, task("T"));
        comments.add(task, "it **works**");
        silent("user");
        assertThat(page(task, null).rows().getFirst().ours())
                .as("it may be what was sent")
                .isTrue();
        silent("comment_text");
        assertThat(comments.page(task, null))
                .satisfiesAnyOf(
                        answer -> assertThat(answer).isInstanceOf(RemoteAnswer.Unknown.class),
                        answer -> assertThat(((RemoteAnswer.Ok<RemotePage<List<Comment>>>) answer)
                                        .value()
                                        .rows()
                                        .getFirst()
                                        .text())
                                .isEqualTo("it **works**"));
        silent("date");
        assertThat(comments.page(task, null)).isInstanceOf(RemoteAnswer.Unknown.class);
    }

    private void silent(String field) {
        control.post("", "{'fault': 'silent-field', 'field': '" + field + "', 'path': '/comment$', 'times': 1}");
    }

    @Test
    void all_of_them_page_by_page_and_none_twice() {
        RemoteRef task = new RemoteRef(list, task("T"));
        IntStream.range(0, 60).forEach(each -> comments.add(task, "c" + each));

        List<String> read = new ArrayList<>();
        @Nullable String cursor = null;
        int pages = 0;
        do {
            RemotePage<List<Comment>> page = page(task, cursor);
            page.rows().forEach(each -> read.add(each.text()));
            cursor = page.next();
            pages++;
        } while (cursor != null);

        assertThat(read.reversed())
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(each -> "c" + each).toList());
        assertThat(pages).isEqualTo(3);
        assertThat(comments.page(task, "nonsense")).isInstanceOf(RemoteAnswer.Unknown.class);
    }

    @Test
    void a_lost_answer_is_not_known_and_is_not_repeated() {
        RemoteRef task = new RemoteRef(list, task("T"));
        List<String> faults = List.of("drop-answer", "done-504", "done-html");
        for (String fault : faults) {
            control.post("", "{'fault': '" + fault + "', 'path': 'POST /task/" + task.id() + "/comment'}");
            assertThat(comments.add(task, fault)).isInstanceOf(RemoteAnswer.Unknown.class);
        }

        assertThat(page(task, null).rows()).extracting(Comment::text).containsExactlyInAnyOrderElementsOf(faults);
    }

    @Test
    void what_is_deleted_or_hidden_takes_none() {
        RemoteRef task = new RemoteRef(list, task("T"));
        clickup.delete("/task/" + task.id());

        assertThat(comments.add(task, "too late")).isInstanceOf(RemoteAnswer.Refused.class);
        assertThat(comments.page(task, null)).isInstanceOf(RemoteAnswer.Refused.class);
        assertThat(comments.page(new RemoteRef(list, UNKNOWN), null)).isInstanceOf(RemoteAnswer.Refused.class);
    }
}
