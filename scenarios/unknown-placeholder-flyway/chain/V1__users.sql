CREATE TABLE ${users_table} (id bigint PRIMARY KEY);
