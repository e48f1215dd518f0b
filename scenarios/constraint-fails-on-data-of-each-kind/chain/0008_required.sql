-- migrate:up
ALTER TABLE bookings ADD COLUMN booked_by text NOT NULL;

-- migrate:down
ALTER TABLE bookings DROP COLUMN booked_by;
