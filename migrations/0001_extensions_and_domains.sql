-- The vocabulary of the product: what an e-mail address, a language tag and an amount of money are.
-- migrate:up
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gist;

CREATE DOMAIN email_address AS text
  CONSTRAINT email_address_shape CHECK (VALUE ~ '^[^@\s]+@[^@\s]+\.[^@\s]+$');
COMMENT ON DOMAIN email_address IS 'One @, no blanks, a dot in the host; the mail server decides the rest.';

CREATE DOMAIN language_tag AS text
  CONSTRAINT language_tag_shape CHECK (VALUE ~ '^[a-z]{2,3}(-[A-Z]{2})?$');
COMMENT ON DOMAIN language_tag IS 'BCP 47, as far as we need it: en, pt-BR.';

CREATE DOMAIN cents AS integer
  CONSTRAINT cents_not_negative CHECK (VALUE >= 0);

-- migrate:down
DROP DOMAIN cents;
DROP DOMAIN language_tag;
DROP DOMAIN email_address;
DROP EXTENSION btree_gist;
DROP EXTENSION pg_trgm;
