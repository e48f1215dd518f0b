-- migrate:up
ALTER TABLE events ADD COLUMN made timestamp NOT NULL DEFAULT now();
UPDATE notes SET body = 'x';

-- migrate:down
-- migrate:loses notes.body
ALTER TABLE events DROP COLUMN made;
