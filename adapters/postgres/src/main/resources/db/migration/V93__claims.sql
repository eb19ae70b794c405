-- Who works on which task. What has ended has no holder, and keeps its number and what was handed over.
create table claims (
  id        uuid primary key,
  agent     text,
  actor     text,
  since     timestamptz,
  until     timestamptz,
  number    bigint not null,
  hand_over text,
  position  bigint not null
);

create index claims_until on claims (until) where until is not null;

alter table history add column agent text;

comment on column claims.id is 'the task';
comment on column claims.number is 'of the last claim, which is also how often the task was claimed';
comment on column history.agent is 'who of those that share the actor, where it is known';
