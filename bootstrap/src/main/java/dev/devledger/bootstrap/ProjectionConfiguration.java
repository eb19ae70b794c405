package dev.devledger.bootstrap;

import dev.devledger.application.billing.BillingList;
import dev.devledger.application.billing.BillingListProjection;
import dev.devledger.application.claim.ClaimRows;
import dev.devledger.application.claim.ClaimsProjection;
import dev.devledger.application.history.History;
import dev.devledger.application.history.HistoryProjection;
import dev.devledger.application.note.Notes;
import dev.devledger.application.note.NotesProjection;
import dev.devledger.application.person.PersonList;
import dev.devledger.application.person.PersonListProjection;
import dev.devledger.application.project.ProjectBoard;
import dev.devledger.application.project.ProjectBoardProjection;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.WriteBatching;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.record.SyncProjection;
import dev.devledger.application.task.TaskListProjection;
import dev.devledger.application.task.TaskLists;
import dev.devledger.application.time.TimeEntryList;
import dev.devledger.application.time.TimeEntryListProjection;
import dev.devledger.application.time.WorkedTime;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the read model is built with, in the server and in the commands of the jar. */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

    @Bean
    Projection projectBoardProjection(ProjectBoard board) {
        return new ProjectBoardProjection(board);
    }

    @Bean
    Projection taskListProjection(TaskLists lists) {
        return new TaskListProjection(lists);
    }

    @Bean
    Projection notesProjection(Notes notes) {
        return new NotesProjection(notes);
    }

    @Bean
    Projection claimsProjection(ClaimRows rows) {
        return new ClaimsProjection(rows);
    }

    @Bean
    Projection personListProjection(PersonList people) {
        return new PersonListProjection(people);
    }

    @Bean
    Projection billingListProjection(BillingList list) {
        return new BillingListProjection(list);
    }

    @Bean
    Projection timeEntryListProjection(TimeEntryList entries, WorkedTime worked, WriteBatching writes) {
        return new TimeEntryListProjection(entries, worked, writes);
    }

    @Bean
    Projection historyProjection(History history) {
        return new HistoryProjection(history);
    }

    @Bean
    Projection syncProjection(LinkBook links, EntryLinkBook entries, ConflictBook conflicts) {
        return new SyncProjection(links, entries, conflicts);
    }
}
