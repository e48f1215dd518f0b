CREATE ROLE {{ owner }};
CREATE SCHEMA app AUTHORIZATION {{ owner }};
CREATE TABLE /* TEMPLATE: schema */letters (
  id     int PRIMARY KEY,
  body   text NOT NULL DEFAULT 'Dear {{ name }}, your code is ${code}.',
  board  int[] NOT NULL DEFAULT '{{1,2},{3,4}}',
  state  text NOT NULL DEFAULT 'new'
);
