package dev.devledger.bootstrap.architecture.planted.application.sync.cellar;

record RoomOfNoFloor() {}
