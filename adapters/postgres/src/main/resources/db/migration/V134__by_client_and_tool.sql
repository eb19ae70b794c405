-- What was done through a program or a tool is looked for in the history. Few of them have many events each: without the
-- position the index keeps each name once.
create index event_client on event (client) where client is not null;
create index event_tool on event (tool) where tool is not null;
