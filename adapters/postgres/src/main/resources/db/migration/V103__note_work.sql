-- The tasks of which notes may have to be sent, or comments to be read; no part of the read model.
create table sync_note_work (
  connector  text        not null,
  account    text        not null,
  task_id    uuid        not null,
  generation bigint      not null default 1,
  send       boolean     not null default false,
  wanted     boolean     not null default false,
  written_at timestamptz,
  read_at    timestamptz,
  read_to    timestamptz,
  not_before timestamptz not null default '1970-01-01T00:00:00Z',
  attempts   integer     not null default 0,
  reason     text,
  primary key (connector, account, task_id)
);

create index sync_note_work_send on sync_note_work (not_before) where send;
create index sync_note_work_wanted on sync_note_work (not_before) where wanted;

comment on column sync_note_work.generation is 'grows with each mark: one that is made meanwhile is not taken away with an older one';
comment on column sync_note_work.wanted is 'whether its comments are to be read';
comment on column sync_note_work.written_at is 'when the service says that it was last written, as of the newest look';
comment on column sync_note_work.read_to is 'the newest comment that a read has seen, by the service''s clock';
