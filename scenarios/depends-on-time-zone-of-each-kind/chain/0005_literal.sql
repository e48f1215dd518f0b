-- migrate:up
INSERT INTO visits VALUES (123456, '2021-06-01 00:00');

-- migrate:down
DELETE FROM visits WHERE id = 123456;
