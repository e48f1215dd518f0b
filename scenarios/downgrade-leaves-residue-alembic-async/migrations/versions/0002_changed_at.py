"""Keep changed_at"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index(
            "accounts_email_idx", "accounts", ["email"], postgresql_concurrently=True
        )
    op.execute(
        """
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.changed_at := now(); RETURN NEW; END $$
        """
    )
    op.execute(
        "CREATE TRIGGER touch BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION touch()"
    )


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("accounts_email_idx", "accounts", postgresql_concurrently=True)
