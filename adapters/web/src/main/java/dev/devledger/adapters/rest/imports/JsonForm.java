package dev.devledger.adapters.rest.imports;

import dev.devledger.application.imports.ImportRow;
import tools.jackson.databind.node.ObjectNode;

/** What the objects of a kind of NDJSON file mean. */
interface JsonForm {
    ImportRow row(long line, ObjectNode object);

    /** What is said of a line that is none of them. */
    String expected();
}
