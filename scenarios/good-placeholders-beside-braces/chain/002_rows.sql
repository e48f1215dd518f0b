INSERT INTO /* TEMPLATE: schema */letters (id, board) VALUES (1, '{{5,6},{7,8}}');
CREATE FUNCTION app.script() RETURNS text LANGUAGE sql
  AS $$ SELECT 'const hello = `Dear ${name}, {{ more }}`' $$;
CREATE INDEX letters_state ON /* TEMPLATE: schema */letters (state)
  WHERE /* TEMPLATE_BEGIN: condition */ true
  /* TEMPLATE_END */;
COMMENT ON TABLE /* TEMPLATE: other */app.letters IS '{{ unfinished';
