-- migrate:up
SET search_path = public;
CREATE TABLE u (a int);
SET search_path = app, public;

-- migrate:down
DROP TABLE u;
