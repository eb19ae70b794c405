create sequence sync_work_generation;

create table sync_links (
  connector   text        not null,
  account     text        not null,
  entity_kind text        not null,
  entity_id   uuid        not null,
  state       text        not null,
  remote_list text,
  remote_id   text,
  reason      text,
  synced_at   timestamptz,
  link        text        not null,
  warnings    text[],
  primary key (connector, account, entity_kind, entity_id)
);

create index sync_links_entity on sync_links (entity_id);
create index sync_links_remote on sync_links (connector, account, remote_id) where remote_id is not null;
create index sync_links_list on sync_links (connector, account, remote_list) where remote_list is not null;

-- The status of a connector counts those that have one, each time that it is asked for.
create index sync_links_reason on sync_links (connector, account) where reason is not null;
create index sync_links_warned on sync_links (connector, account) where warnings is not null;

comment on column sync_links.link is 'the whole state as JSON; the columns before it are for queries and people';
comment on column sync_links.warnings is 'what the ledger holds otherwise than the service, each a field, a blank and why';

-- Built from the events of links alone, together with sync_links.
create table sync_given_up (
  connector   text        not null,
  account     text        not null,
  intent      uuid        not null,
  entity_kind text        not null,
  entity_id   uuid        not null,
  sent_at     timestamptz not null,
  sending     text        not null,
  primary key (connector, account, intent)
);

comment on column sync_given_up.sending is 'what was sent, to which list and when, as JSON';
comment on table sync_given_up is 'creates that were given up without an answer, whose effect may still turn up';

-- Built from the events of links alone, together with sync_links.
create table sync_former_object (
  connector   text not null,
  account     text not null,
  remote_id   text not null,
  entity_kind text not null,
  entity_id   uuid not null,
  remote_list text not null,
  primary key (connector, account, remote_id, entity_kind, entity_id)
);

comment on column sync_former_object.remote_list is 'where it was last known to be';
comment on table sync_former_object is
  'what entities were linked to before: one that comes back is a question and not a new one';

create table sync_foreign_object (
  connector   text not null,
  account     text not null,
  remote_id   text not null,
  remote_list text not null,
  primary key (connector, account, remote_id)
);

comment on column sync_foreign_object.remote_list is 'where it was when it was linked';
comment on table sync_foreign_object is
  'what entities are or were linked to, and the ledger did not make: each counts for itself where many are deleted';

-- Built from the events of conflicts alone, together with sync_links.
create table sync_conflicts (
  id            uuid        primary key,
  connector     text        not null,
  account       text        not null,
  entity_kind   text        not null,
  entity_id     uuid        not null,
  state         text        not null,
  summary       text        not null,
  first_seen_at timestamptz not null,
  resolved_at   timestamptz,
  resolved_by   text,
  dispute       text        not null
);

create index sync_conflicts_newest on sync_conflicts (connector, account, first_seen_at desc, id);
create index sync_conflicts_standing on sync_conflicts (connector, account, entity_kind, entity_id)
  where state in ('open', 'applied');

comment on column sync_conflicts.state is 'open waits, applied was settled by a policy; resolved and obsolete are over';
comment on column sync_conflicts.dispute is 'what both sides differ on, as JSON';

create table sync_delete (
  connector   text        not null,
  account     text        not null,
  scope       text        not null,
  entity_kind text        not null,
  entity_id   uuid        not null,
  at          timestamptz not null,
  unit        text        not null,
  primary key (connector, account, scope, entity_kind, entity_id)
);

create index sync_delete_at on sync_delete (connector, account, at);

comment on column sync_delete.unit is 'what counts as one, such as all of one change set';

-- Built from the events of links alone, together with sync_links.
create table sync_notes (
  connector   text        not null,
  account     text        not null,
  note        uuid        not null,
  task_id     uuid        not null,
  comment     text,
  intended_at timestamptz,
  linked_at   timestamptz,
  primary key (connector, account, note)
);

create unique index sync_notes_comment on sync_notes (connector, account, comment);

comment on column sync_notes.comment is 'null where nobody knows what came of sending it';
comment on column sync_notes.intended_at is 'when it was last to be sent, null where the comment was first';
comment on table sync_notes is 'which notes are which comments';

-- Which time entries are which ones of a connected service. Built from the events of their links alone.
create table sync_entry_links (
  connector    text        not null,
  account      text        not null,
  entry_id     uuid        not null,
  state        text        not null,
  remote_id    text,
  began_at     timestamptz,
  deleted_at   timestamptz,
  link         text        not null,
  synced_at    timestamptz,
  unplaced_for text,
  warnings     text[],
  primary key (connector, account, entry_id)
);

create index sync_entry_links_remote on sync_entry_links (connector, account, remote_id) where remote_id is not null;
create index sync_entry_links_open on sync_entry_links (connector, account, began_at) where state in ('linked', 'adding');
create index sync_entry_links_deleted on sync_entry_links (connector, account, deleted_at) where deleted_at is not null;
create index sync_entry_links_unplaced on sync_entry_links (connector, account, unplaced_for) where unplaced_for is not null;
create index sync_entry_links_warned on sync_entry_links (connector, account) where warnings is not null;

comment on column sync_entry_links.state is 'none, adding, linked, ended or apart';
comment on column sync_entry_links.began_at is 'when the remote entry began as both sides last agreed, of a linked one';
comment on column sync_entry_links.deleted_at is 'when the sync last deleted it, on either side';
comment on column sync_entry_links.link is 'the whole of it, as JSON';
comment on column sync_entry_links.unplaced_for is
  'the remote task or project of a linked one that is for nothing here, as both sides last agreed';
comment on column sync_entry_links.warnings is
  'what the ledger holds otherwise than the service, each a field, a blank and why';

-- The entities whose changes may not be at the remote yet.
create table sync_work (
  connector   text        not null,
  account     text        not null,
  entity_kind text        not null,
  entity_id   uuid        not null,
  generation  bigint      not null default nextval('sync_work_generation'),
  marked      bigint      not null default nextval('sync_work_generation'),
  not_before  timestamptz not null default '1970-01-01T00:00:00Z',
  attempts    integer     not null default 0,
  reason      text,
  change_set  uuid,
  marked_at   timestamptz not null default now(),
  primary key (entity_id, entity_kind, connector, account)
);

create index sync_work_due on sync_work (not_before, marked);

comment on column sync_work.generation is 'the newest mark; never given twice';
comment on column sync_work.marked is 'the mark since which it waits; older ones first';
comment on column sync_work.marked_at is 'when the mark was made since which it waits';

-- Which account's changes are marked since when: others were not told of what happened, and are looked through at the
-- next start with them.
create table sync_marking (
  connector text        not null,
  account   text        not null,
  since     timestamptz not null default now(),
  primary key (connector, account)
);

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

-- The comments whose last read is longest ago are looked for with each poll.
create index sync_note_work_read on sync_note_work (connector, account, read_at, task_id) where not wanted;

comment on column sync_note_work.generation is
  'grows with each mark: one that is made meanwhile is not taken away with an older one';
comment on column sync_note_work.wanted is 'whether its comments are to be read';
comment on column sync_note_work.written_at is 'when the service says that it was last written, as of the newest look';
comment on column sync_note_work.read_to is 'the newest comment that a read has seen, by the service''s clock';

-- The entries of which something may have to be written there; no part of the read model.
create table sync_time_work (
  connector  text        not null,
  account    text        not null,
  entry_id   uuid        not null,
  generation bigint      not null default 1,
  not_before timestamptz not null default '1970-01-01T00:00:00Z',
  attempts   integer     not null default 0,
  reason     text,
  primary key (connector, account, entry_id)
);

create index sync_time_work_due on sync_time_work (connector, account, not_before, entry_id);

comment on column sync_time_work.generation is
  'grows with each mark: one that is made meanwhile is not taken away with an older one';

create table sync_time_missing (
  connector     text        not null,
  account       text        not null,
  entry_id      uuid        not null,
  missing_since timestamptz not null,
  primary key (connector, account, entry_id)
);

comment on table sync_time_missing is 'linked entries that the service did not show when it was looked for them';

-- What services have said by themselves, and no look was taken for so far; never more than a few hundred of an account.
create table sync_hint (
  connector   text        not null,
  account     text        not null,
  dedupe      text        not null,
  remote_list text,
  remote_id   text,
  deleted     boolean     not null,
  generation  bigint      not null default 1,
  attempts    integer     not null default 0,
  not_before  timestamptz not null default '1970-01-01T00:00:00Z',
  primary key (connector, account, dedupe)
);

comment on column sync_hint.dedupe is 'the same for each delivery; empty where it is to look at everything';
comment on column sync_hint.generation is
  'grows with each delivery: one that comes during the look is not taken away with it';

-- How far the feed of changes of each account is taken over into the ledger.
create table sync_feed (
  connector text        not null,
  account   text        not null,
  cursor    text        not null,
  sweep_at  timestamptz not null,
  moved_at  timestamptz not null,
  primary key (connector, account)
);

comment on column sync_feed.cursor is 'in the service''s own words';
comment on column sync_feed.sweep_at is 'each list is to be read anew that was not since then, once it is that time';

-- How each list that is kept in step was read: what was read stays read, whatever becomes of the next list or cycle.
create table sync_list_read (
  connector   text        not null,
  account     text        not null,
  remote_list text        not null,
  read_at     timestamptz,
  changed_at  timestamptz not null,
  unread      text,
  open        integer     not null default 0,
  primary key (connector, account, remote_list)
);

comment on column sync_list_read.read_at is 'the beginning of the newest look that has read all of it; null where none has';
comment on column sync_list_read.changed_at is 'when something in it was last found changed';
comment on column sync_list_read.unread is
  'as JSON, why it was not read when it was last its turn, and since when; null where it was';
comment on column sync_list_read.open is 'how many open tasks it held when it was last read as a whole, whosever they are';

create table sync_cycle (
  id              uuid        primary key,
  connector       text        not null,
  account         text        not null,
  kind            text        not null,
  started_at      timestamptz not null,
  finished_at     timestamptz,
  complete        boolean     not null,
  pulled          integer     not null,
  pushed          integer     not null,
  conflicts       integer     not null,
  remote_requests integer     not null,
  error           text,
  looked          boolean     not null default false
);

create index sync_cycle_newest on sync_cycle (connector, account, started_at desc, id);

comment on column sync_cycle.looked is
  'whether it has read the lists, as far as they can be read, and taken over what was in them';

-- Which node runs the cycles of an account, until when.
create table sync_lease (
  connector  text        not null,
  account    text        not null,
  fence      bigint      not null,
  held_until timestamptz not null,
  primary key (connector, account)
);

create table sync_connector (
  connector  text        not null,
  account    text        not null,
  state      text        not null,
  message    text,
  not_before timestamptz,
  failures   integer     not null,
  primary key (connector, account)
);

-- What a connector has learned of its account and has to know again after a restart, such as the id of the folder of its scope.
create table sync_known (
  connector text not null,
  account   text not null,
  name      text not null,
  value     text not null,
  primary key (connector, account, name)
);

comment on column sync_known.name is 'in the connector''s own words';

-- What one read alone does not prove: since when an entity is not seen where it should be, or is where it should not be.
create table sync_doubt (
  connector   text        not null,
  account     text        not null,
  entity_kind text        not null,
  entity_id   uuid        not null,
  since       timestamptz not null,
  seen_at     timestamptz,
  primary key (connector, account, entity_kind, entity_id)
);

comment on column sync_doubt.seen_at is
  'when the list was read that has shown it last; null where that is not known, and since counts';

-- The lists that take nothing from here at the moment, or nothing new: one item is tried now and then, and no other is.
create table sync_closure (
  connector    text        not null,
  account      text        not null,
  remote_list  text        not null,
  adding       boolean     not null,
  reason       text        not null,
  since        timestamptz not null,
  closed_until timestamptz not null,
  tries        integer     not null,
  entity_kind  text        not null,
  entity_id    uuid        not null,
  primary key (connector, account, remote_list)
);

comment on column sync_closure.remote_list is 'empty where the account takes no more lists';
comment on column sync_closure.adding is 'whether only what would be new in it is not taken';
comment on column sync_closure.entity_id is 'the one that was tried last';

create table sync_hold (
  id               uuid        primary key,
  connector        text        not null,
  account          text        not null,
  plan_hash        text        not null,
  guard            text        not null,
  scope            text        not null,
  operations       text        not null,
  estimate_seconds bigint      not null,
  expires_at       timestamptz not null,
  unique (connector, account, plan_hash)
);

comment on column sync_hold.operations is 'a list of {action, entity} as JSON';

-- What of a hold each entity waits for, so that its link can say so without a look into all holds. Each cycle shows all that
-- it holds anew.
create table sync_held (
  hold        uuid not null references sync_hold on delete cascade,
  connector   text not null,
  account     text not null,
  entity_kind text not null,
  entity_id   uuid not null,
  action      text not null,
  primary key (connector, account, entity_kind, entity_id, hold, action)
);

create index sync_held_hold on sync_held (hold);

comment on column sync_held.action is 'as in sync_hold.operations, such as delete-locally';

create table sync_approval (
  id          uuid        primary key,
  connector   text        not null,
  account     text        not null,
  plan_hash   text        not null,
  guard       text        not null,
  scope       text        not null,
  approved_at timestamptz not null,
  approved_by text        not null,
  unique (connector, account, plan_hash)
);

-- What a person has let go and is not done yet: an approval is used up at once, and its writes may take many cycles.
create table sync_agreed (
  connector text        not null,
  account   text        not null,
  action    text        not null,
  target    text        not null,
  plan_hash text        not null,
  until     timestamptz not null,
  primary key (connector, account, action, target)
);

-- What a service has and the ledger could not take over, until it is taken or a person dismisses it.
create table sync_left (
  connector   text        not null,
  account     text        not null,
  remote_list text        not null,
  remote_id   text        not null,
  name        text,
  reason      text        not null,
  since       timestamptz not null,
  dismissed   boolean     not null,
  primary key (connector, account, remote_id)
);

comment on column sync_left.name is 'what the service calls it, as far as that can be read';

-- What a person has not let in. It belongs to no entity, so there is no event of a link that could say so.
create table sync_left_out (
  connector  text        not null,
  account    text        not null,
  remote_id  text        not null,
  refused_at timestamptz not null default now(),
  primary key (connector, account, remote_id)
);

-- The calls that the longest window still sees.
create table remote_call (
  id            bigint      primary key generated always as identity,
  connector     text        not null,
  account       text        not null,
  share         text        not null,
  counted_until timestamptz not null
);

create index remote_call_counted on remote_call (connector, account, counted_until);

comment on column remote_call.counted_until is 'its end, or the latest it can have; the remote has counted it by then';

-- Until when nobody calls, as the remote said that its limit is exceeded.
create table remote_pause (
  connector text        not null,
  account   text        not null,
  until     timestamptz not null,
  primary key (connector, account)
);

-- The shares that were turned away although they are not used up: until when the others leave them what is theirs.
create table remote_wait (
  connector text        not null,
  account   text        not null,
  share     text        not null,
  until     timestamptz not null,
  primary key (connector, account, share)
);

-- Which account at the remote the links are with, where it has told.
create table connected_account (
  connector      text not null,
  account        text not null,
  remote_account text not null,
  primary key (connector, account)
);
