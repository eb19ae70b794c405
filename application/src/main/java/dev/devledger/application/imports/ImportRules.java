package dev.devledger.application.imports;

import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.application.tree.TaskTree;
import dev.devledger.domain.project.PlacementRules;
import dev.devledger.domain.project.ReservedTags;

/** What the rows of a file are decided by. */
public record ImportRules(
        ProjectLocks projects, TaskTree tasks, ReservedTags reserved, PlacementRules placing, EntryRules entries) {}
