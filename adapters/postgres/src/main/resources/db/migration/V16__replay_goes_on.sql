-- A replay that was cut off goes on: its speed is that of the time in which it ran.
alter table projection_replay add column runs_since timestamptz not null default now();
alter table projection_replay add column runs_from bigint not null default 0;
update projection_replay set runs_since = started_at;

comment on column projection_replay.runs_since is 'since when it runs without a break';
comment on column projection_replay.runs_from is 'how much was done then';
