-- migrate:up
UPDATE events SET ends = starts WHERE isfinite(starts) AND starts < '2100-01-01';

-- migrate:down
-- migrate:loses events.ends
SELECT 1;
