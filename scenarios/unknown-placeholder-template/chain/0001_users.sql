-- migrate:up
CREATE TABLE {{ schema }}.users (id int PRIMARY KEY, tags text[] DEFAULT '{{a,b},{c,d}}');

-- migrate:down
DROP TABLE {{ schema }}.users;
