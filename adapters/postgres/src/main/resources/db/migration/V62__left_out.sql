-- What a person has not let in. It belongs to no entity, so there is no event of a link that could say so.
create table sync_left_out (
  connector  text        not null,
  account    text        not null,
  remote_id  text        not null,
  refused_at timestamptz not null default now(),
  primary key (connector, account, remote_id)
);
