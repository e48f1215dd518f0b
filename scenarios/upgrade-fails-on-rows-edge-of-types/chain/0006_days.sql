-- migrate:up
UPDATE leases SET days = ends - date '2000-01-01';

-- migrate:down
UPDATE leases SET days = NULL;
