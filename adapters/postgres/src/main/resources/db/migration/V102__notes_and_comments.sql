-- Comments of a connected service become notes, and notes become comments.
alter table notes add column author text;

comment on column notes.at is 'when it was written, here or in the service that it came from';
comment on column notes.author is 'what that service calls who wrote it there, null where it was written here';

-- Built from the events of links alone, together with sync_links.
create table sync_notes (
  connector   text not null,
  account     text not null,
  note        uuid not null,
  task_id     uuid not null,
  comment     text,
  intended_at timestamptz,
  linked_at   timestamptz,
  primary key (connector, account, note)
);

create unique index sync_notes_comment on sync_notes (connector, account, comment);

comment on table sync_notes is 'which notes are which comments';
comment on column sync_notes.comment is 'null where nobody knows what came of sending it';
comment on column sync_notes.intended_at is 'when it was first to be sent, null where the comment was first';
