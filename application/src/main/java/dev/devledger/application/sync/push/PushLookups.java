package dev.devledger.application.sync.push;

import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.lookup.HiddenTasks;
import dev.devledger.application.sync.lookup.LostCreateSearch;

/** What asks the remote for all passes of a cycle. */
record PushLookups(CycleCalls calls, LostCreateSearch lostCreates, HiddenTasks hidden) {}
