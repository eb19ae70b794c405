package dev.devledger.bootstrap.architecture.planted.adapters.services.innocent;

import dev.devledger.bootstrap.architecture.planted.adapters.services.kernel.Kernel;

record InnocentService(Kernel.Innocent kernel) {}
