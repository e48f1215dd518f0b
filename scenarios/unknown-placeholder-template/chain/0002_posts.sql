-- migrate:up
CREATE TABLE {{ schema }}.posts (id int PRIMARY KEY);
CREATE INDEX posts_id ON {{ shcema }}.posts (id);

-- migrate:down
DROP TABLE {{ schema }}.posts;
