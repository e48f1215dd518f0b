-- migrate:up
CREATE TABLE countries (code text PRIMARY KEY, name text NOT NULL);

COPY countries (code, name) FROM stdin;
DE	Germany
PT	Portugal
\.

-- migrate:down
DROP TABLE countries;
