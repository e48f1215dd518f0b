-- migrate:up
UPDATE users SET shown_as = upper(name);

-- migrate:down
UPDATE users SET shown_as = NULL;
