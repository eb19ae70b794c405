package dev.devledger.bootstrap.architecture.planted.adapters.services.three;

import dev.devledger.bootstrap.architecture.planted.adapters.services.two.TwoAtOnce;

record ReachesAnotherService(TwoAtOnce service) {}
