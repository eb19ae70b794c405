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

comment on table sync_given_up is 'creates that were given up without an answer, whose effect may still turn up';
comment on column sync_given_up.sending is 'what was sent, to which list and when, as JSON';
