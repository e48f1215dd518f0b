-- migrate:up
UPDATE users SET mail = lower(mail);

-- migrate:down
