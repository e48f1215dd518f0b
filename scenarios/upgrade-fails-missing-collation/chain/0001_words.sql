-- migrate:up
CREATE TABLE words (word text COLLATE "tlh_US.utf8" PRIMARY KEY);
-- migrate:down
DROP TABLE words;
