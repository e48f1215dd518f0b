-- migrate:up
CREATE TABLE projects (id int PRIMARY KEY, name text NOT NULL, deleted_at timestamptz);
CREATE TABLE teams (id int PRIMARY KEY, name text NOT NULL, deleted_at timestamptz);

-- migrate:down
DROP TABLE teams, projects;
