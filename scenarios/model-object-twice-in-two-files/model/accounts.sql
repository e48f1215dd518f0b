CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, plan text NOT NULL DEFAULT 'free');
