"""Keep changed_at"""

from alembic import op

revision = "5d02"
down_revision = "5d01"


def upgrade():
    op.execute(
        """CREATE FUNCTION shop.stamp() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN NEW.changed_at := now(); RETURN NEW; END $$"""
    )
    op.execute(
        "CREATE TRIGGER stamp BEFORE UPDATE ON shop.products "
        "FOR EACH ROW EXECUTE FUNCTION shop.stamp()"
    )


def downgrade():
    op.execute("DROP TRIGGER stamp ON shop.products")
    op.execute("DROP FUNCTION shop.stamp()")
