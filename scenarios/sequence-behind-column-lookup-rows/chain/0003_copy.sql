-- migrate:up
CREATE TABLE pages (id bigserial PRIMARY KEY, body text);
INSERT INTO pages (id, body) SELECT id, body FROM leaves;

-- migrate:down
DROP TABLE pages;
