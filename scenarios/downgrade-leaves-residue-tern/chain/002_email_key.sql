---- tern: disable-tx ----
create unique index concurrently {{.prefix}}users_email on {{.prefix}}users (email);

---- create above / drop below ----

---- tern: disable-tx ----
drop index concurrently {{.prefix}}users_email;
