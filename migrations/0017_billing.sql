-- Invoices, in a schema of their own, numbered without regard to who else is inserting.
-- migrate:up
CREATE SCHEMA billing;
COMMENT ON SCHEMA billing IS 'Kept for ten years, whatever becomes of the rest.';

CREATE SEQUENCE billing.invoice_number AS integer START WITH 20260001;

CREATE TABLE billing.invoices (
  number          integer PRIMARY KEY DEFAULT nextval('billing.invoice_number'),
  subscription_id bigint NOT NULL REFERENCES public.subscriptions,
  issued_on       date NOT NULL DEFAULT current_date,
  net             public.cents NOT NULL,
  vat_rate        numeric(4, 2) NOT NULL DEFAULT 19.00,
  gross           integer GENERATED ALWAYS AS (round(net * (1 + vat_rate / 100))) STORED,
  CONSTRAINT invoices_vat_rate_in_percent CHECK (vat_rate BETWEEN 0 AND 30)
);
ALTER SEQUENCE billing.invoice_number OWNED BY billing.invoices.number;

CREATE INDEX invoices_subscription_id_idx ON billing.invoices (subscription_id);

-- An invoice once issued stands; a mistake is mended by another one.
CREATE RULE invoices_are_final AS ON DELETE TO billing.invoices DO INSTEAD NOTHING;

-- migrate:down
DROP TABLE billing.invoices;
DROP SCHEMA billing;
