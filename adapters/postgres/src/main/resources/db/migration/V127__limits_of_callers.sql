-- What all nodes together have let in of each caller that has limits. Not logged: after a crash nothing is held, and the
-- requests of the last minute are forgotten, but no request waits for a disk.
create unlogged table caller_requests (
  caller   text    not null,
  slot     bigint  not null,
  requests integer not null,
  primary key (caller, slot)
);

comment on column caller_requests.slot is 'ten seconds, counted from 1970';
comment on column caller_requests.requests is 'that nodes have taken, and not given back';

create unlogged table caller_places (
  caller text        not null,
  node   uuid        not null,
  places integer     not null,
  until  timestamptz not null,
  primary key (caller, node)
);

comment on column caller_places.places is 'how many requests the node may answer at one time';
comment on column caller_places.until is 'when they are free again, if the node says nothing more';
