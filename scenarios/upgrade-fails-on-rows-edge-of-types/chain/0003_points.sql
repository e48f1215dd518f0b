-- migrate:up
UPDATE rates SET points = (percent % 7)::int;

-- migrate:down
UPDATE rates SET points = NULL;
