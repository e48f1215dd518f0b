-- migrate:up
ALTER TABLE bookings ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&);

-- migrate:down
ALTER TABLE bookings DROP CONSTRAINT no_overlap;
