package dev.devledger.bootstrap.architecture.planted.adapters.rest.http;

import dev.devledger.bootstrap.architecture.planted.adapters.rest.resource.Resource;

record HttpSeesResource(Resource resource) {}
