-- case: a reworded comment stays
-- object: table public.customers
-- finding: downgrade-changes-object

-- up:
COMMENT ON TABLE customers IS 'Who buys, and who has asked for a catalogue.';

-- faulty down:
COMMENT ON TABLE customers IS 'Who buys';

-- correct down:
COMMENT ON TABLE customers IS 'Who buys.';
