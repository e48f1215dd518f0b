-- migrate:up
CREATE FUNCTION has_valid_check_digits(iban text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT length(iban) = 22 AND translate(substr(iban, 5) || substr(iban, 1, 4), 'DE', '34')::numeric % 97 = 1
$$;
CREATE TABLE accounts (
  iban text PRIMARY KEY CONSTRAINT accounts_iban_valid CHECK (has_valid_check_digits(iban)),
  balance numeric(12, 2) NOT NULL
);

-- migrate:down
DROP TABLE accounts;
DROP FUNCTION has_valid_check_digits(text);
