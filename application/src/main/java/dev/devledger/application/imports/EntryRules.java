package dev.devledger.application.imports;

import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.time.OverlapPolicy;
import dev.devledger.application.time.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryQueries;

/** What the rows of time entries are decided by. */
public record EntryRules(
        ProjectQueries projects, TimeEntryDirectory directory, TimeEntryQueries queries, OverlapPolicy overlap) {}
