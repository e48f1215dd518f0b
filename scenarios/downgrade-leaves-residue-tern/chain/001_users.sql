create table {{.prefix}}users (id bigint primary key, email text not null);

---- create above / drop below ----

drop table {{.prefix}}users;
