DROP INDEX identities_nid_state_idx;
