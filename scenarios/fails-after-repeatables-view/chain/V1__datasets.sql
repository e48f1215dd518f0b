CREATE TABLE datasets (id int PRIMARY KEY, name varchar(64) NOT NULL, note text);
