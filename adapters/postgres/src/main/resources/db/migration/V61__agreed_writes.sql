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
