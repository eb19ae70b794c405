package dev.devledger.adapters.services.clickup.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WriteVerificationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final String TASK = """
            {"id": "86abc12", "name": "Fix login", "description": "one\\ntwo", "text_content": "one\\ntwo",
             "status": {"status": "In Review", "type": "custom"}, "parent": "86parent",
             "priority": {"id": "2", "priority": "high", "orderindex": "2"}, "points": null, "archived": false,
             "assignees": [{"id": 183, "username": "Ana"}, {"id": 9007199254740993}],
             "tags": [{"name": "bug"}, {"name": "c++"}], "due_date": "1767412800000", "start_date": null,
             "time_estimate": 3600000, "linked_tasks": [{"task_id": "86abc12", "link_id": "86other"}],
             "custom_fields": [
               {"id": "f-number", "type": "number", "value": "3"},
               {"id": "f-text", "type": "short_text"},
               {"id": "f-drop", "type": "drop_down", "value": 1,
                "type_config": {"options": [{"id": "o-a", "orderindex": 0}, {"id": "o-b", "orderindex": 1}]}},
               {"id": "f-labels", "type": "labels", "value": ["l-1", "l-2"]},
               {"id": "f-users", "type": "users", "value": [{"id": 183}]}]}
            """;

    private final WriteVerification verification = new WriteVerification(NEW_YORK);

    private List<String> notApplied(String sent) {
        return verification.ofTask(json(sent), json(TASK));
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'name':'Fix login ','description':'one\\r\\ntwo','status':'in REVIEW','priority':2,'archived':false}
            {'assignees':{'add':[183,9007199254740993],'rem':[7]},'tags':['BUG','c++'],'parent':'86parent'}
            {'assignees':[183],'time_estimate':'3600000','points':null,'start_date':null,'start_date_time':false}
            {'links_to':'86other','notify_all':true,'markdown_content':'* one','custom_item_id':null}
            {'custom_fields':[{'id':'f-number','value':3.0},{'id':'f-text','value':''},{'id':'f-drop','value':'o-b'}]}
            {'custom_fields':[{'id':'f-labels','value':['l-2','l-1']},{'id':'f-users','value':{'add':[183],'rem':[9]}}]}
            """)
    void what_is_there_was_applied(String sent) {
        assertThat(notApplied(sent)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'name':'Fix it'}                                             | name
            {'description':''}                                            | description
            {'description':' '}                                           | description
            {'markdown_content':''}                                       | markdown_content
            {'status':'done'}                                             | status
            {'priority':1}                                                | priority
            {'priority':null}                                             | priority
            {'assignees':[184]}                                           | assignees
            {'assignees':{'add':[184]}}                                   | assignees
            {'assignees':{'rem':[183]}}                                   | assignees
            {'assignees':{'add':['ana@example.com']}}                     | assignees
            {'tags':['feature']}                                          | tags
            {'parent':null}                                               | parent
            {'parent':'none'}                                             | parent
            {'due_date':null}                                             | due_date
            {'start_date':1767412800000}                                  | start_date
            {'time_estimate':7200000}                                     | time_estimate
            {'points':2}                                                  | points
            {'archived':true}                                             | archived
            {'dueDate':1767412800000}                                     | dueDate
            {'custom_fields':[{'id':'f-number','value':4}]}               | custom_fields
            {'custom_fields':[{'id':'f-none','value':4}]}                 | custom_fields
            {'custom_fields':[{'id':'f-drop','value':'o-a'}]}             | custom_fields
            {'custom_fields':[{'id':'f-labels','value':['l-1']}]}         | custom_fields
            {'custom_fields':[{'id':'f-users','value':{'rem':[183]}}]}    | custom_fields
            {'links_to':'86third'}                                        | links_to
            """)
    void what_was_ignored_is_named(String sent, String field) {
        assertThat(notApplied(sent)).containsExactly(field);
    }

    @Test
    void all_are_named_and_what_was_applied_is_not() {
        assertThat(notApplied("{'status':'done','name':'Fix login','tags':['new'],'priority':4}"))
                .containsExactly("status", "tags", "priority");
    }

    /** Sent as any time of a day, it is four o'clock of that day afterwards. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-05T05:00:00Z, 2026-01-05T09:00:00Z, true",
        "2026-01-06T04:59:59Z, 2026-01-05T09:00:00Z, true",
        "2026-01-05T04:59:59Z, 2026-01-05T09:00:00Z, false",
        "2026-01-06T05:00:00Z, 2026-01-05T09:00:00Z, false"
    })
    void a_date_without_a_time_is_a_day_of_the_users_zone(Instant sent, Instant there, boolean same) {
        JsonNode task = json("{'due_date':'" + there.toEpochMilli() + "'}");
        String day = "{'due_date':" + sent.toEpochMilli() + ",'due_date_time':false}";
        assertThat(verification.ofTask(json(day), task).isEmpty()).isEqualTo(same);
        String time = "{'due_date':" + sent.toEpochMilli() + ",'due_date_time':true}";
        assertThat(verification.ofTask(json(time), task)).containsExactly("due_date");
    }

    @Test
    void markdown_is_compared_by_its_words_where_it_was_asked_for() {
        JsonNode task = json("{'description':'One two','markdown_description':'**One**\\n\\n- two\\n'}");
        assertThat(verification.ofTask(json("{'markdown_content':'__One__\\n* two'}"), task))
                .isEmpty();
        assertThat(verification.ofTask(json("{'markdown_content':'__One__\\n* three'}"), task))
                .containsExactly("markdown_content");
    }

    @Test
    void a_list_has_forms_of_its_own() {
        JsonNode list = json("{'name':'Backlog','content':'Why','due_date':'1767412800000','assignee':{'id':183},"
                + "'priority':{'priority':'urgent','color':'red'},'status':{'status':'red','color':'#e50000'}}");
        assertThat(verification.ofList(
                        json("{'name':'Backlog','content':'Why','due_date':1767412800000,'assignee':183,'priority':1,"
                                + "'status':'red','markdown_content':'**Why**'}"),
                        list))
                .isEmpty();
        assertThat(verification.ofList(json("{'name':'Other','content':'','priority':2}"), list))
                .containsExactly("name", "content", "priority");
    }
}
