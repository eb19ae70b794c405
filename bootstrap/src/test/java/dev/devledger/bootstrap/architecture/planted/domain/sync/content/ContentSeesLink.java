package dev.devledger.bootstrap.architecture.planted.domain.sync.content;

import dev.devledger.bootstrap.architecture.planted.domain.sync.link.Link;

record ContentSeesLink(Link link) {}
