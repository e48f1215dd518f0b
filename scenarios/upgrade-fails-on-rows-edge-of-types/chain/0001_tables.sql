-- migrate:up
CREATE TABLE prices (id int PRIMARY KEY, amount numeric NOT NULL, rounded int);
CREATE TABLE rates (id int PRIMARY KEY, percent numeric NOT NULL, points int);
CREATE TABLE people (id int PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE leases (id int PRIMARY KEY, ends date NOT NULL, days int);
CREATE TABLE totals (id int PRIMARY KEY, amount numeric NOT NULL);

-- migrate:down
DROP TABLE totals, leases, people, rates, prices;
