-- migrate:up
CREATE UNIQUE INDEX projects_name ON projects (lower(name), deleted_at);
CREATE UNIQUE INDEX teams_name ON teams (lower(name)) WHERE deleted_at IS NULL;

-- migrate:down
DROP INDEX teams_name, projects_name;
