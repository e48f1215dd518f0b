-- migrate:up
CREATE TABLE site (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text, url text);
INSERT INTO site (name) VALUES ('home');

-- migrate:down
DROP TABLE site;
