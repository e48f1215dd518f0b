-- migrate:up
UPDATE events SET ends = starts AT TIME ZONE 'Europe/Berlin';

-- migrate:down
-- migrate:loses events.ends
SELECT 1;
