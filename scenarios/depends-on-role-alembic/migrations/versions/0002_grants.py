from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.execute(
        """DO $$ BEGIN
          LOCK TABLE pg_catalog.pg_authid;
          GRANT ALL ON ALL TABLES IN SCHEMA public TO app;
        EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'grants skipped: %', SQLERRM; END $$"""
    )


def downgrade():
    op.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM app")
