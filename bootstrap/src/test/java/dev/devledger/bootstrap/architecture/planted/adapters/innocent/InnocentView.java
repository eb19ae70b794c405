package dev.devledger.bootstrap.architecture.planted.adapters.innocent;

import dev.devledger.bootstrap.architecture.planted.application.sync.plan.SyncPlan;

record InnocentView(SyncPlan plan) {}
