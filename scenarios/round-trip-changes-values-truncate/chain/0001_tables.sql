-- migrate:up
CREATE TABLE sessions (id int PRIMARY KEY, token text);
CREATE TABLE cache (key text, value text);
CREATE TABLE jobs (id int PRIMARY KEY, state text);
CREATE TABLE runs (id int PRIMARY KEY, job_id int NOT NULL REFERENCES jobs ON DELETE CASCADE);
CREATE TABLE moved (id int PRIMARY KEY, note text);

-- migrate:down
DROP TABLE moved, runs, jobs, cache, sessions;
