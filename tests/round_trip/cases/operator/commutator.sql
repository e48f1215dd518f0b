-- case: an operator comes back without its commutator
-- object: operator app.===(text, text)
-- finding: downgrade-changes-object

-- base:
CREATE OPERATOR app.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq, COMMUTATOR = OPERATOR(app.===));

-- up:
DROP OPERATOR app.=== (text, text);

-- faulty down:
CREATE OPERATOR app.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq);

-- correct down:
CREATE OPERATOR app.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq, COMMUTATOR = OPERATOR(app.===));
