-- migrate:up
CREATE TABLE lines (id bigserial PRIMARY KEY, body text);
INSERT INTO lines (id, body) SELECT id, body FROM notes;
SELECT setval('lines_id_seq', (SELECT coalesce(max(id), 1) FROM lines));

-- migrate:down
DROP TABLE lines;
