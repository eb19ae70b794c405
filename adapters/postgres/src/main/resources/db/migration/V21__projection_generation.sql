-- Which generation of rows each projection has. One that is not in here, as in a ledger from before, is built anew.
create table projection_generation (
  name  text primary key,
  asked int  not null,
  built int,
  shape text
);

comment on column projection_generation.asked is 'the newest that a Devledger on this database makes; one that makes an older one does not write';
comment on column projection_generation.built is 'that of the rows';
comment on column projection_generation.shape is 'of the columns of its tables when they were built: after a migration they may be half filled';
