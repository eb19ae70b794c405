-- What was done through a program or a tool is looked for in the history. Who has a session says more than there are columns
-- for; that is kept to the letter, and its words are looked for there. Nothing is parsed: no text that was ever kept may fail
-- here, as an event could not be stored then. Within a string each quote has a backslash before it, so this is a name and its text.
create function event_word(stands text, verbatim jsonb, word text) returns text
language sql immutable parallel safe
return coalesce(stands, replace(replace(
  substring(verbatim ->> 'metadata' from '"' || word || '":"((?:[^"\\]|\\.)*)"'), '\"', '"'), '\\', '\'));

-- Few of them have many events each: without the position the index keeps each name once.
create index event_client on event (event_word(client, verbatim, 'client'))
where event_word(client, verbatim, 'client') is not null;
create index event_tool on event (event_word(tool, verbatim, 'tool'))
where event_word(tool, verbatim, 'tool') is not null;
