-- migrate:up
CREATE ROLE crud NOLOGIN;
GRANT SELECT, INSERT ON t TO crud;
-- migrate:down
DROP OWNED BY crud;
DROP ROLE crud;
