-- migrate:up
CREATE TEMPORARY TABLE original_emails AS SELECT id, email FROM users;
UPDATE users SET email = lower(email);

-- migrate:down
UPDATE users SET email = o.email FROM original_emails o WHERE o.id = users.id;
