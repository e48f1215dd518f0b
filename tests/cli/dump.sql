--
-- PostgreSQL database dump
--

\restrict 1b3Jx

-- Dumped from database version 15.18
SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.users (
    id integer NOT NULL,
    name text NOT NULL
);

ALTER TABLE public.users OWNER TO somebody_else;

--
-- Data for Name: users; Type: TABLE DATA
--

COPY public.users (id, name) FROM stdin;
1	Ada
2	\\; DROP TABLE users
\.

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

CREATE INDEX users_name ON public.users USING btree (name);

\unrestrict 1b3Jx
