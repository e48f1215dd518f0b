-- migrate:up
CREATE TABLE modules (
  id int PRIMARY KEY,
  course int NOT NULL,
  parent int REFERENCES modules,
  slug text NOT NULL,
  UNIQUE (course, parent, slug)
);
CREATE TABLE pages (id int PRIMARY KEY, parent int REFERENCES pages, slug text NOT NULL, UNIQUE (parent, slug));
CREATE UNIQUE INDEX pages_at_the_top ON pages (slug) WHERE parent IS NULL;
CREATE TABLE accounts (id int PRIMARY KEY, email text UNIQUE);

-- migrate:down
DROP TABLE accounts, pages, modules;
