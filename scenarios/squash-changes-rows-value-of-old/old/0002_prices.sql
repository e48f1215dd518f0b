-- migrate:up
UPDATE plans SET cents = 700 WHERE name = 'small';

-- migrate:down
UPDATE plans SET cents = 500 WHERE name = 'small';
