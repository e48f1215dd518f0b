CREATE SCHEMA "Läden";
CREATE TABLE "Läden".customers (id int PRIMARY KEY, name varchar(64) NOT NULL);
