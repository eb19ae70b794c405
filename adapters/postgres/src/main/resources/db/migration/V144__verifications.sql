-- That somebody verified the ledger, and what was found: a note for whoever was not there, and no proof. The newest hundred.
create table verification_run (
  id          uuid        primary key default gen_random_uuid(),
  started_at  timestamptz not null,
  finished_at timestamptz not null,
  asked_by    text        not null,
  with_heads  boolean     not null,
  position    bigint      not null,
  events      bigint      not null,
  batches     bigint      not null,
  differences text[]      not null
);

comment on column verification_run.asked_by is 'who asked for it, as the machine knows the user';
comment on column verification_run.with_heads is 'whether the chain was also held against heads that were kept elsewhere';
comment on column verification_run.position is 'up to which all was looked at';
comment on column verification_run.differences is 'in words; empty where there is none';
