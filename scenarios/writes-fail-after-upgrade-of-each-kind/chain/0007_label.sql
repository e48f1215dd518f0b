-- migrate:up
ALTER TYPE deed RENAME VALUE 'gone' TO 'removed';

-- migrate:down
ALTER TYPE deed RENAME VALUE 'removed' TO 'gone';
