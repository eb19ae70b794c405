package dev.devledger.bootstrap.architecture.planted.application.sync.push;

import dev.devledger.bootstrap.architecture.planted.application.sync.pull.Pulled;

record PushSeesPull(Pulled pulled) {}
