-- migrate:up
UPDATE prices SET rounded = amount::int;

-- migrate:down
UPDATE prices SET rounded = NULL;
