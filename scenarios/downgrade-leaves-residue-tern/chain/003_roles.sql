create type {{.prefix}}role as enum ('reader', 'writer');
alter table {{.prefix}}users add role {{.prefix}}role not null default 'reader';

---- create above / drop below ----

alter table {{.prefix}}users drop role;
