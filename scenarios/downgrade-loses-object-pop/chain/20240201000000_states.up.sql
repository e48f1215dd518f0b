CREATE INDEX identities_nid_state_idx ON identities (nid, state);
