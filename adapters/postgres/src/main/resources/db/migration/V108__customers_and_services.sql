create sequence customer_key;
create sequence service_key;

create table customers (
  id         uuid primary key,
  key_number bigint      not null unique,
  key        text        not null unique generated always as ('C-' || key_number::text) stored,
  name       text        not null,
  name_key   text        not null,
  notes      text,
  archived   boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  version    bigint      not null,
  position   bigint      not null
);

create table services (
  id         uuid primary key,
  key_number bigint      not null unique,
  key        text        not null unique generated always as ('S-' || key_number::text) stored,
  name       text        not null,
  name_key   text        not null,
  notes      text,
  archived   boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  version    bigint      not null,
  position   bigint      not null
);

create index customers_name on customers (name_key) where deleted_at is null;
create index services_name on services (name_key) where deleted_at is null;

create table customer_versions (until bigint not null, like customers, primary key (id, until));
create table service_versions (until bigint not null, like services, primary key (id, until));

comment on column customers.name_key is 'as names are compared; no two that are not deleted have the same';
comment on column services.name_key is 'as names are compared; no two that are not deleted have the same';
comment on column customers.position is 'of the last event that changed the row';
comment on column services.position is 'of the last event that changed the row';
comment on column customer_versions.until is 'the position of the event that superseded it';
comment on column service_versions.until is 'the position of the event that superseded it';
