-- migrate:up
CREATE TABLE IF NOT EXISTS proxy (id int PRIMARY KEY, url text NOT NULL, owner int NOT NULL);
ALTER TABLE proxy ADD COLUMN IF NOT EXISTS url varchar(100);
CREATE TABLE IF NOT EXISTS audit (id int PRIMARY KEY, note text);
CREATE INDEX IF NOT EXISTS audit_note ON audit (note);

-- migrate:down
SELECT 1;
