-- migrate:up
UPDATE accounts AS a SET score = a.age * 2 WHERE a.age BETWEEN 0 AND 100000000;
-- migrate:irreversible the old values are gone
