CREATE FUNCTION shop.stamp() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.changed_at := now(); RETURN NEW; END $$;
