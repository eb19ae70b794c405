package dev.devledger.bootstrap.architecture.planted.adapters.postgres.sql;

import dev.devledger.bootstrap.architecture.planted.adapters.postgres.write.Write;

record SqlSeesWrite(Write write) {}
