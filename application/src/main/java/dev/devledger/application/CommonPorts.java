package dev.devledger.application;

import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.claim.Claims.ClaimQueries;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.SavedViews;
import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.Moments;
import dev.devledger.application.imports.ImportProgress.ImportRuns;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.proof.Verification.VerificationRuns;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.UnimportedObjectList;
import dev.devledger.application.sync.conflict.ConflictDescriptions;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.TimeEntryQueries;
import java.time.Clock;
import java.time.ZoneId;

/** The ports that several entrances, such as the API and the pages, need. Each method is named after its type. */
public interface CommonPorts {
    Tasks tasks();

    ProjectQueries projectQueries();

    TaskQueries taskQueries();

    NoteQueries noteQueries();

    PersonQueries personQueries();

    TimeEntryQueries timeEntryQueries();

    SavedViews savedViews();

    ClaimQueries claimQueries();

    HistoryQueries historyQueries();

    ChangeSets changeSets();

    ChangedEntities changedEntities();

    Moments moments();

    Syncs syncs();

    Cycles cycles();

    UnimportedObjectList leftOutList();

    Approvals approvals();

    ConflictDescriptions toldConflicts();

    AccessTokens accessTokens();

    ImportRuns importRuns();

    Replays replays();

    Sealing sealing();

    ParkedEvents parkedEvents();

    VerificationRuns verificationRuns();

    Clock clock();

    ZoneId zone();
}
