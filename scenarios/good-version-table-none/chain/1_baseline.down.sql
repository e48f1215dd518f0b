DROP TABLE public.users;
DROP TABLE public.schema_migrations;
