alter table history add column words text;

-- What was claimed again and again is little of what was ever claimed.
create index claims_often on claims (number) where number >= 3;

comment on column history.words is 'what somebody said about it, in lower case: the reason, the note, the hand-over';
