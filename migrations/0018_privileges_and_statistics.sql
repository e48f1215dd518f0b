-- The price list is for everybody, a user's balance is not; and the planner learns that the language
-- of a voice says much about its tier.
-- migrate:up
GRANT SELECT ON products TO PUBLIC;
GRANT SELECT (id, name, language, tier) ON voices TO PUBLIC;
REVOKE EXECUTE ON FUNCTION remaining_characters(bigint) FROM PUBLIC;

CREATE STATISTICS voices_language_tier (ndistinct, dependencies) ON language, tier FROM voices;
ALTER TABLE documents ALTER COLUMN user_id SET STATISTICS 500;

-- migrate:down
ALTER TABLE documents ALTER COLUMN user_id SET STATISTICS -1;
DROP STATISTICS voices_language_tier;

GRANT EXECUTE ON FUNCTION remaining_characters(bigint) TO PUBLIC;
REVOKE SELECT (id, name, language, tier) ON voices FROM PUBLIC;
REVOKE SELECT ON products FROM PUBLIC;
