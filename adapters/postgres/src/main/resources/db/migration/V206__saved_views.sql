create sequence view_key;

create table saved_views (
  id         uuid        primary key,
  key_number bigint      not null unique,
  key        text        not null unique generated always as ('V-' || key_number::text) stored,
  name       text        not null,
  query      text,
  favourite  boolean     not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  version    bigint      not null,
  position   bigint      not null
);

comment on column saved_views.query is 'of the page of tasks, behind the question mark; null where nothing is filtered';
comment on column saved_views.favourite is 'true where the navigation of all pages has it';
comment on column saved_views.position is 'of the last event that changed the row';

create table saved_view_versions (until bigint not null, like saved_views, primary key (id, until));

comment on column saved_view_versions.until is 'the position of the event that superseded it';
