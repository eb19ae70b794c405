package dev.devledger.adapters.services.ticktick.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.ticktick.OpenTasks.Shown;
import dev.devledger.adapters.services.ticktick.TickTickStub;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.NoReadableAnswer;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.LongAnswer;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.domain.sync.content.RemoteTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LongAnswerTest {
    private static final int MANY = 55_000;

    private final Shown shown = new Shown(new TickTickJson(TickTickStub.MADRID), "70aa00000000000000000001");

    private Outcome read(String body, long longest) throws IOException {
        return new LongAnswer(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), longest).read(shown);
    }

    private Outcome read(String body) throws IOException {
        return read(body, 1_000);
    }

    /** As TickTick writes one that has a text, a date and a parent. */
    private static String task(int number) {
        return """
                {"id":"%024x","projectId":"70aa00000000000000000001","sortOrder":%d,"title":"Task number %d",\
                "content":"Some words. Some words. Some words. Some words. Some words. Some words.",\
                "startDate":"2026-11-03T07:30:00.000+0000","dueDate":"2026-11-03T07:30:00.000+0000",\
                "timeZone":"Europe/Madrid","isAllDay":false,"priority":3,"reminders":["TRIGGER:PT0S"],"isFloating":false,\
                "status":0,"tags":["dev","work"],"etag":"w8d0qk1z","etimestamp":1793000000763,"kind":"TEXT",\
                "parentId":"70aa00000000000000000002","modifiedTime":"2026-10-26T06:13:20.761+0000",\
                "createdTime":"2026-10-26T06:13:20.761+0000"}""".formatted(number, -number, number);
    }

    /** Made while it is read. */
    private static InputStream list(int tasks) {
        return new Parts(Stream.of(
                        Stream.of("{\"project\":{\"id\":\"p\"},\"tasks\":["),
                        IntStream.range(0, tasks).mapToObj(i -> (i == 0 ? "" : ",") + task(i)),
                        Stream.of("],\"columns\":[]}"))
                .flatMap(each -> each)
                .iterator());
    }

    private static final class Parts extends InputStream {
        private final Iterator<String> parts;
        private InputStream part = InputStream.nullInputStream();

        Parts(Iterator<String> parts) {
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int read = part.read(into, from, most);
            while (read < 0 && parts.hasNext()) {
                part = new ByteArrayInputStream(parts.next().getBytes(StandardCharsets.UTF_8));
                read = part.read(into, from, most);
            }
            return read;
        }
    }

    /** The connection ends. */
    private static final class Ended extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("gone");
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            throw new IOException("gone");
        }
    }

    @Test
    void a_list_that_is_longer_than_any_text_we_would_hold_is_read() throws IOException {
        assertThat(list(MANY).transferTo(OutputStream.nullOutputStream())).isGreaterThan(TickTickClient.LONGEST_ANSWER);
        Outcome answered = new LongAnswer(list(MANY), TickTickClient.LONGEST_LIST).read(shown);
        assertThat(answered).isEqualTo(new Answered("{\"project\":{\"id\":\"p\"},\"tasks\":[],\"columns\":[]}"));
        Listing all = shown.inOrder();
        assertThat(all.tasks()).hasSize(MANY);
        assertThat(all.tasks().getFirst().content().title()).isEqualTo("Task number " + (MANY - 1));
    }

    @Test
    void what_has_no_tasks_is_answered_as_it_is() throws IOException {
        assertThat(read("{}")).isEqualTo(new Answered("{}"));
        assertThat(read("")).isEqualTo(new Answered(""));
        assertThat(read("null")).isEqualTo(new Answered("null"));
        assertThat(read("[1]")).isEqualTo(new Answered("[1]"));
        assertThat(read("{\"tasks\":{\"id\":1}}")).isEqualTo(new Answered("{\"tasks\":{\"id\":1}}"));
        assertThat(shown.inOrder().isEmpty()).isTrue();
    }

    @Test
    void what_is_not_one_object_is_no_answer() throws IOException {
        assertThat(read("{\"tasks\":[]} {}")).isInstanceOf(NoReadableAnswer.class);
        assertThat(read("<html>")).isInstanceOf(NoReadableAnswer.class);
        assertThat(read("{\"tasks\":[{\"id\":\"1\"},")).isInstanceOf(NoReadableAnswer.class);
        assertThat(read("{\"tasks\":[],\"tasks\":[]}")).as("twice").isInstanceOf(NoReadableAnswer.class);
    }

    @Test
    void what_is_too_long_is_no_answer() throws IOException {
        String body = "{\"tasks\":[{\"id\":\"1\"}]}";
        assertThat(read(body, body.length())).isInstanceOf(Answered.class);
        assertThat(read(body, body.length() - 1))
                .isEqualTo(new NoReadableAnswer("", "TickTick's answer is too long", false));
    }

    @Test
    void what_ends_on_the_way_is_told_as_such() {
        assertThatThrownBy(() -> new LongAnswer(new Ended(), 10).read(shown))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    @Test
    void another_try_begins_anew() throws IOException {
        read("{\"tasks\":[{\"id\":\"1\"},{}]}");
        assertThatThrownBy(shown::inOrder).isInstanceOf(UnreadableAnswer.class);
        read("{\"tasks\":[{\"id\":\"2\"}]}");
        assertThat(shown.inOrder().tasks())
                .extracting(RemoteTask::ref)
                .extracting(ref -> ref.id())
                .containsExactly("2");
    }
}
