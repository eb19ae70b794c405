package dev.devledger.bootstrap.architecture.planted.adapters.sandbox.common;

import dev.devledger.bootstrap.architecture.planted.adapters.sandbox.tasks.Tasks;

record CommonSeesTasks(Tasks tasks) {}
