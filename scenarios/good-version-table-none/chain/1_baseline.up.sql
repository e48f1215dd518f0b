CREATE TABLE public.users (id bigint NOT NULL);
CREATE TABLE public.schema_migrations (version bigint NOT NULL, dirty boolean NOT NULL);
