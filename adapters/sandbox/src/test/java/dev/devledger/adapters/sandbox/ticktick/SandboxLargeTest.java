package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import dev.devledger.adapters.sandbox.ticktick.tasks.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** An account of 5,000 tasks in ten lists, and 40 cards with 1,000 subtasks in one more. */
class SandboxLargeTest {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxLargeTest.class);
    private static final int IN_A_LIST = 500;
    /** Far more than is needed; a read that looks at every task for every task takes minutes. */
    private static final Duration GENEROUS = Duration.ofSeconds(40);

    private static final List<String> LISTS = new ArrayList<>();
    private static SandboxServer server;
    private static TickTickCalls ticktick;
    private static String cards = "";

    @BeforeAll
    static void fill() throws IOException {
        server = SandboxServer.start(
                new SteppingClock("2026-10-26T06:13:20Z"), Map.of("sandbox-test.rate-limit", "false"));
        ticktick = new TickTickCalls(server.url() + Call.PATH, SandboxServer.TOKEN);
        long begun = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            String list = ticktick.project("list " + i);
            LISTS.add(list);
            add(list, IN_A_LIST, "");
        }
        cards = ticktick.project("cards");
        add(cards, 40, "");
        for (String card : ticktick.open(cards)) add(cards, 25, card);
        LOG.info("6,040 tasks made in {}", Duration.ofNanos(System.nanoTime() - begun));
        String done = ticktick.open(LISTS.getFirst()).subList(0, 50).stream()
                .map(id -> "'" + id + "'")
                .collect(Collectors.joining(","));
        ticktick.post("/task/completeTasks", "{'projectId':'" + LISTS.getFirst() + "','taskIds':[" + done + "]}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void add(String list, int count, String parent) throws IOException {
        for (int made = 0; made < count; made += Tasks.BATCH) {
            String entries = IntStream.range(made, Math.min(count, made + Tasks.BATCH))
                    .mapToObj(number -> "{'title':'task " + number + "','projectId':'" + list + "','parentId':'"
                            + parent + "','content':'" + "words ".repeat(20) + "'}")
                    .collect(Collectors.joining(","));
            JsonNode answer =
                    ticktick.post("/task/batch", "{'add':[" + entries + "]}").json();
            assertThat(answer.path("id2error")).isEmpty();
        }
    }

    private static <T> T quick(String what, int statements, Callable<T> read) throws Exception {
        server.statements.taken();
        long begun = System.nanoTime();
        T answer = read.call();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        LOG.info("{}: {}", what, taken);
        assertThat(taken).as(what).isLessThan(GENEROUS);
        assertThat(server.statements.taken()).as("statements of " + what).isLessThanOrEqualTo(statements);
        return answer;
    }

    @Test
    void every_read_is_one_statement_however_much_there_is() throws Exception {
        assertThat(quick("data of a list", 1, () -> ticktick.open(LISTS.getLast())))
                .hasSize(500);
        assertThat(quick("data of the cards", 1, () -> ticktick.open(cards))).hasSize(1040);
        assertThat(quick("filter", 1, () -> ticktick.post("/task/filter", "{'status':[0]}")
                        .ids()))
                .hasSize(200);
        assertThat(quick("completed", 1, () -> ticktick.post("/task/completed", "{}")
                        .ids()))
                .hasSize(50);
        assertThat(quick("search", 1, () -> ticktick.post("/task/search", "{'keywords':'task 499'}")
                        .ids()))
                .hasSize(10);
    }

    @Test
    void a_card_with_its_subtasks_and_the_page_take_few_statements() throws Exception {
        String newest = ticktick.open(cards).getFirst();
        String card = ticktick.read(cards, newest).text("parentId");
        assertThat(quick("one card", 3, () -> ticktick.read(cards, card).json().path("childIds")))
                .hasSize(25);
        TickTickCalls page = new TickTickCalls(server.url(), "none");
        assertThat(quick("the page", 4, () -> page.get(PagePaths.BOARD)).text()).contains("task 499");
    }

    @Test
    void a_batch_of_fifty_takes_as_many_statements_in_a_full_list_as_in_an_empty_one() throws Exception {
        String empty = ticktick.project("empty");
        server.statements.taken();
        add(empty, 50, "");
        int few = server.statements.taken();
        quick("a batch of fifty", few, () -> {
            add(cards, 50, "");
            return true;
        });
        assertThat(few).as("the lock, and four for each entry at most").isLessThanOrEqualTo(1 + 4 * 50);
        List<String> made = ticktick.open(cards).subList(0, 50);
        for (String id : made) ticktick.delete("/project/" + cards + "/task/" + id);
    }
}
