-- migrate:up
UPDATE users SET role = 'guest' WHERE role = '';

-- migrate:down
