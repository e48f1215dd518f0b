CREATE INDEX identities_nid_state_idx ON identities (nid, state) WHERE state <> 'inactive';
DROP INDEX identities_nid_idx;
