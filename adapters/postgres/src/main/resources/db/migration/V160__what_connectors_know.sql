-- What a connector has learned of its account and has to know again after a restart, such as the id of the folder of its scope.
create table sync_known (
  connector text not null,
  account   text not null,
  name      text not null,
  value     text not null,
  primary key (connector, account, name)
);

comment on column sync_known.name is 'in the connector''s own words';
