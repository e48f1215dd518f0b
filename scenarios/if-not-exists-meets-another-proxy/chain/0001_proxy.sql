-- migrate:up
CREATE TABLE proxy (id int PRIMARY KEY, url text);
CREATE TABLE audit (id int PRIMARY KEY, note text);
CREATE INDEX audit_note ON audit (note);
CREATE INDEX proxy_url ON proxy (url);

-- migrate:down
DROP TABLE audit;
DROP TABLE proxy;
