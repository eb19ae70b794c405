-- What each write has to keep up and hardly a query asks for.

-- It is made of key_number, which has an index, and is what everything is looked up by.
alter table tasks drop constraint tasks_key_key;

-- Most tasks are below no other, and have no tags.
drop index tasks_parent;
create index tasks_parent on tasks (parent_id) where parent_id is not null;
drop index tasks_tags;
create index tasks_tags on tasks using gin (tags_lower) where tags_lower <> '{}';

-- Lists of tasks by due date with the last first, or by title, sort what they are about.
drop index tasks_due_last;
drop index tasks_title;

-- They are what they were; but as convert_to is stable, only functions that are stable as well become a part of the
-- statement that calls them, and are not called once for each column.
alter function hash_part(text) stable;
alter function event_hash(bytea, text, bigint, text, text, text, text, text, text, text) stable;

-- Beginning with the account, it looked as good as the key for finding the work of one entity, and read all of the account's.
drop index sync_work_due;
create index sync_work_due on sync_work (not_before, marked);

-- Its key with the entity first does what another index did.
drop index sync_work_entity;
alter table sync_work drop constraint sync_work_pkey;
alter table sync_work add primary key (entity_id, entity_kind, connector, account);
