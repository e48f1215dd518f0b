-- migrate:parents 0002_invoices 0003_teams
-- migrate:up

-- migrate:down
