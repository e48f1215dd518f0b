-- migrate:up
UPDATE events SET day = current_date;

-- migrate:down
-- migrate:loses events.day
SELECT 1;
