-- case: a new rule is forgotten
-- object: rule papers_are_final on app.papers
-- finding: downgrade-leaves-residue

-- up:
CREATE OR REPLACE RULE papers_are_final AS ON UPDATE TO app.papers DO INSTEAD NOTHING;

-- faulty down:
DROP RULE IF EXISTS paper_is_final ON app.papers;

-- correct down:
DROP RULE papers_are_final ON app.papers;
