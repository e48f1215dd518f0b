-- migrate:up
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.users (
  id    bigint NOT NULL PRIMARY KEY,
  email text NOT NULL
);

-- migrate:down
DROP TABLE public.users;
